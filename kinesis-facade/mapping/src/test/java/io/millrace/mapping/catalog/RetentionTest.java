package io.millrace.mapping.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void theHorizonIsTheRetentionAgo() {
        assertThat(Retention.ofHours(24).horizon(NOW)).isEqualTo(NOW.minus(Duration.ofHours(24)));
    }

    @Test
    void whatAShorterRetentionTrimmedStaysTrimmed() {
        Retention retention = Retention.ofHours(48).changedTo(24, NOW).changedTo(48, NOW);

        assertThat(retention.horizon(NOW)).isEqualTo(NOW.minus(Duration.ofHours(24)));
        assertThat(retention.horizon(NOW.plus(Duration.ofHours(23)))).isEqualTo(NOW.minus(Duration.ofHours(24)));
        assertThat(retention.horizon(NOW.plus(Duration.ofHours(25)))).isEqualTo(NOW.minus(Duration.ofHours(23)));
    }

    @Test
    void whatWasPastRetentionIsNotBroughtBackByALongerOne() {
        Retention retention = Retention.ofHours(24).changedTo(8760, NOW);

        assertThat(retention.horizon(NOW)).isEqualTo(NOW.minus(Duration.ofHours(24)));
    }

    @Property
    void theHorizonNeverGoesBack(
            @ForAll @Size(max = 20) List<@IntRange(min = 24, max = 8760) Integer> changes,
            @ForAll @IntRange(max = 10_000) int minutesBetween) {
        Retention retention = Retention.ofHours(100);
        Instant time = NOW;
        Instant horizon = retention.horizon(time);
        for (int hours : changes) {
            retention = retention.changedTo(hours, time);
            assertThat(retention.horizon(time)).isAfterOrEqualTo(horizon);
            time = time.plus(Duration.ofMinutes(minutesBetween));
            horizon = retention.horizon(time);
        }
    }
}
