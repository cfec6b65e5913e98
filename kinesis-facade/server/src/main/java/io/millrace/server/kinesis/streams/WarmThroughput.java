package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.operation.AwsError;
import java.time.Instant;
import java.util.Optional;

/**
 * The throughput that an on-demand stream is kept ready for.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_WarmThroughputObject.html">
 *     WarmThroughputObject</a>
 */
public record WarmThroughput(int targetMiBps, int currentMiBps) {

    /** @param openShards of which each takes a MiB a second */
    static Optional<WarmThroughput> of(StreamFact stream, int openShards) {
        return stream.warmThroughputMiBps().stream()
                .mapToObj(target -> new WarmThroughput(target, Math.min(target, openShards)))
                .findFirst();
    }

    /** Whether a stream of this mode may have one. */
    static void check(CatalogImage image, StreamMode mode, Instant now) {
        if (mode != StreamMode.ON_DEMAND) {
            throw AwsError.validation("WarmThroughputMiBps can only be specified for on-demand streams.")
                    .asException();
        }
        boolean committed = image.account()
                .billingCommitment()
                .filter(commitment -> commitment.isEnabledAt(now))
                .isPresent();
        if (!committed) {
            throw AwsError.validation(
                            "WarmThroughputMiBps can only be specified when MinimumThroughputBillingCommitment"
                                    + " is enabled for the account: see UpdateAccountSettings.")
                    .asException();
        }
    }
}
