package io.millrace.benchmarks.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class StandInTest {

    @ParameterizedTest
    @ValueSource(strings = {"capture-scan-2", "capture-stream-4"})
    void theSdkReadsItsPagesOneAfterTheOther(String name) throws Exception {
        Capture capture = Captures.ALL.stream()
                .filter(any -> any.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<List<Map<String, AttributeValue>>> taken = Collections.synchronizedList(new ArrayList<>());
        try (StandIn source = StandIn.start();
                SdkLoop loop = new SdkLoop(capture, URI.create("http://127.0.0.1:" + source.port()), (images, done) -> {
                    taken.add(images);
                    done.run();
                })) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (loop.taken() < 5_000 && System.nanoTime() < deadline) {
                loop.check();
                Thread.onSpinWait();
            }
        }
        assertThat(taken).hasSizeGreaterThanOrEqualTo(5_000);
        assertThat(taken.get(0)).hasSize(capture.kind() == Capture.Kind.SCAN ? 1 : 2);
        assertThat(taken.get(0).get(0)).hasSize(10);
    }

    @Test
    void itsPagesAreOfAMegabyte() {
        assertThat(Orders.items(0)).hasSizeBetween(1_000_000, 1 << 20);
        assertThat(Orders.records(0, "iterator", 1)).hasSizeBetween(900_000, 1_100_000);
    }
}
