package io.millrace.server.kinesis.account;

import io.millrace.mapping.catalog.AccountFact.BillingCommitment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The commitment as it stands at some time. It lasts a day at least: who ends it earlier has set its end to that.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentOutput.html">
 *     MinimumThroughputBillingCommitmentOutput</a>
 */
public record MinimumThroughputBillingCommitment(
        Status status, Optional<Instant> startedAt, Optional<Instant> endedAt, Optional<Instant> earliestAllowedEndAt) {

    private static final Duration AT_LEAST = Duration.ofHours(24);

    public enum Status {
        ENABLED,
        DISABLED,
        ENABLED_UNTIL_EARLIEST_ALLOWED_END
    }

    static MinimumThroughputBillingCommitment of(Optional<BillingCommitment> kept, Instant now) {
        return kept.map(commitment -> of(commitment, now))
                .orElseGet(() -> new MinimumThroughputBillingCommitment(
                        Status.DISABLED, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static MinimumThroughputBillingCommitment of(BillingCommitment commitment, Instant now) {
        Optional<Instant> start = Optional.of(commitment.startedAt());
        if (!commitment.isEnabledAt(now)) {
            return new MinimumThroughputBillingCommitment(
                    Status.DISABLED, start, commitment.endedAt(), Optional.empty());
        }
        Status status = commitment.endedAt().isPresent() ? Status.ENABLED_UNTIL_EARLIEST_ALLOWED_END : Status.ENABLED;
        return new MinimumThroughputBillingCommitment(
                status, start, Optional.empty(), Optional.of(earliestEnd(commitment)));
    }

    /** What is kept when it is switched on: a new one, or the one that goes on. */
    static BillingCommitment enabled(Optional<BillingCommitment> kept, Instant now) {
        return kept.filter(commitment -> commitment.isEnabledAt(now))
                .map(commitment -> new BillingCommitment(commitment.startedAt(), Optional.empty()))
                .orElseGet(() -> new BillingCommitment(now, Optional.empty()));
    }

    /** What is kept when it is switched off: the same, with an end. */
    static Optional<BillingCommitment> disabled(Optional<BillingCommitment> kept, Instant now) {
        return kept.map(commitment -> commitment.endedAt().isPresent() ? commitment : ended(commitment, now));
    }

    private static BillingCommitment ended(BillingCommitment commitment, Instant now) {
        Instant earliest = earliestEnd(commitment);
        return new BillingCommitment(commitment.startedAt(), Optional.of(now.isBefore(earliest) ? earliest : now));
    }

    private static Instant earliestEnd(BillingCommitment commitment) {
        return commitment.startedAt().plus(AT_LEAST);
    }
}
