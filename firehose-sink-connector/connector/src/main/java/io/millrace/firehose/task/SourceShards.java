package io.millrace.firehose.task;

import io.millrace.firehose.record.DeliveryRecord;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Knows where in their Kinesis streams records are. */
public interface SourceShards {

    /**
     * What gives records their places, of all that were read before this call. If it fails it may be asked again, but for a failure that is a {@link
     * org.apache.kafka.connect.errors.ConnectException}.
     */
    CompletableFuture<UnaryOperator<DeliveryRecord>> known();
}
