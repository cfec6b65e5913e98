package io.millrace.server.kinesis.account;

import static io.millrace.server.kinesis.account.MinimumThroughputBillingCommitment.Status.DISABLED;
import static io.millrace.server.kinesis.account.MinimumThroughputBillingCommitment.Status.ENABLED;
import static io.millrace.server.kinesis.account.MinimumThroughputBillingCommitment.Status.ENABLED_UNTIL_EARLIEST_ALLOWED_END;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.account.UpdateAccountSettings.Commitment;
import io.millrace.server.kinesis.account.UpdateAccountSettings.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** DescribeAccountSettings and UpdateAccountSettings together. */
final class AccountSettingsTest {

    private static final Instant START = Streams.NOW;
    private static final Instant A_DAY_LATER = START.plus(Duration.ofHours(24));
    private static final Instant AN_HOUR_LATER = START.plus(Duration.ofHours(1));

    private final TestCatalog catalog = TestCatalog.of();

    @Test
    void thereIsNoCommitmentAtFirst() {
        assertThat(described(START)).isEqualTo(commitment(DISABLED, null, null, null));
        assertThat(updated(Status.DISABLED, START)).isEqualTo(commitment(DISABLED, null, null, null));
        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void oneThatIsMadeLastsUntilItIsEnded() {
        assertThat(updated(Status.ENABLED, START)).isEqualTo(commitment(ENABLED, START, null, A_DAY_LATER));

        assertThat(updated(Status.ENABLED, AN_HOUR_LATER)).isEqualTo(commitment(ENABLED, START, null, A_DAY_LATER));
        assertThat(described(A_DAY_LATER.plusSeconds(1))).isEqualTo(commitment(ENABLED, START, null, A_DAY_LATER));
    }

    @Test
    void afterADayItEndsAtOnce() {
        updated(Status.ENABLED, START);
        Instant later = A_DAY_LATER.plusSeconds(60);

        assertThat(updated(Status.DISABLED, later)).isEqualTo(commitment(DISABLED, START, later, null));
        assertThat(described(later.plusSeconds(1))).isEqualTo(commitment(DISABLED, START, later, null));
    }

    @Test
    void beforeThatItsEndIsSetToADayAfterItsStart() {
        updated(Status.ENABLED, START);

        assertThat(updated(Status.DISABLED, AN_HOUR_LATER))
                .isEqualTo(commitment(ENABLED_UNTIL_EARLIEST_ALLOWED_END, START, null, A_DAY_LATER));
        assertThat(updated(Status.DISABLED, AN_HOUR_LATER.plusSeconds(1)).status())
                .isEqualTo(ENABLED_UNTIL_EARLIEST_ALLOWED_END);
        assertThat(described(A_DAY_LATER)).isEqualTo(commitment(DISABLED, START, A_DAY_LATER, null));
    }

    @Test
    void anEndThatHasNotComeCanBeTakenBack() {
        updated(Status.ENABLED, START);
        updated(Status.DISABLED, AN_HOUR_LATER);

        assertThat(updated(Status.ENABLED, AN_HOUR_LATER)).isEqualTo(commitment(ENABLED, START, null, A_DAY_LATER));
    }

    @Test
    void afterItsEndANewOneBegins() {
        updated(Status.ENABLED, START);
        updated(Status.DISABLED, AN_HOUR_LATER);

        assertThat(updated(Status.ENABLED, A_DAY_LATER))
                .isEqualTo(commitment(ENABLED, A_DAY_LATER, null, A_DAY_LATER.plus(Duration.ofHours(24))));
    }

    private MinimumThroughputBillingCommitment described(Instant now) {
        return Calls.call(new DescribeAccountSettings(catalog, at(now)), new DescribeAccountSettings.Request())
                .minimumThroughputBillingCommitment();
    }

    private MinimumThroughputBillingCommitment updated(Status status, Instant now) {
        return Calls.call(
                        new UpdateAccountSettings(catalog, at(now)),
                        new UpdateAccountSettings.Request(new Commitment(status)))
                .minimumThroughputBillingCommitment();
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static MinimumThroughputBillingCommitment commitment(
            MinimumThroughputBillingCommitment.Status status, Instant start, Instant end, Instant earliestEnd) {
        return new MinimumThroughputBillingCommitment(
                status, Optional.ofNullable(start), Optional.ofNullable(end), Optional.ofNullable(earliestEnd));
    }
}
