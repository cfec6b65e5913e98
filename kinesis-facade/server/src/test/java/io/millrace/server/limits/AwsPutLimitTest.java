package io.millrace.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.CatalogImage;
import org.junit.jupiter.api.Test;

final class AwsPutLimitTest {

    private static final int MIB = 1024 * 1024;

    private final TestClock clock = new TestClock();
    private final AwsPutLimit limit = new AwsPutLimit(clock);

    @Test
    void fiveMebibytesASecondAreTaken() {
        for (int i = 0; i < 5; i++) {
            assertThat(limit.tryRecord("audit", MIB)).isEmpty();
        }

        assertThat(limit.tryRecord("audit", 1).orElseThrow().message()).isEqualTo("Slow down.");
        assertThat(limit.tryRecord("other", 1)).isEmpty();
    }

    @Test
    void andTwoThousandRequests() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(limit.tryRequest("audit")).isEmpty();
        }

        assertThat(limit.tryRequest("audit")).isPresent();
    }

    @Test
    void whatIsGoneIsForgotten() {
        for (int i = 0; i < 5; i++) {
            limit.tryRecord("audit", MIB);
        }

        limit.follow(CatalogImage.EMPTY);

        assertThat(limit.tryRecord("audit", MIB)).isEmpty();
    }
}
