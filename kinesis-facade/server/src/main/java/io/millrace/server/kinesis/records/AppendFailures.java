package io.millrace.server.kinesis.records;

import io.millrace.mapping.StreamName;
import io.millrace.server.kafka.AppendFaults;
import io.millrace.server.operation.AwsError;
import io.millrace.server.reshard.Lease;

/** When an append counts, and what a client is told when it does not. */
final class AppendFailures {

    static final AwsError LEASE_LAPSED = AwsError.serviceUnavailable(
            "This node lost touch with its cluster while the record was written. Send it again.");
    static final AwsError NOT_WRITTEN = AppendFaults.NOT_WRITTEN;
    static final AwsError SHARD_STAYS_CLOSED =
            AwsError.serviceUnavailable("The shard of this record is being resharded. Send it again.");

    private final Lease lease;
    private final AppendFaults faults = new AppendFaults();

    AppendFailures(Lease lease) {
        this.lease = lease;
    }

    static AwsError gone(StreamName stream) {
        return AwsError.resourceNotFound("Stream " + stream + " not found.");
    }

    /**
     * Asked when Kafka has acknowledged: a record behind the end of its shard must be acknowledged to nobody.
     *
     * @param term of the lease, in which the record was sent. One that was lost and came back proves nothing.
     */
    boolean mayAcknowledge(long term) {
        return lease.term() == term;
    }

    AppendFaults faults() {
        return faults;
    }

    AwsError toError(Throwable cause) {
        return faults.toError(cause);
    }
}
