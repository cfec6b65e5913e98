package io.millrace.server.firehose.records;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.firehose.lookup.DeliveryStreamType;
import io.millrace.server.operation.AwsError;

/** Finds the delivery stream that records are put to, with the service's errors for one that takes none. */
public final class DirectPutStream {

    private final DeliveryStreamLookup streams;

    public DirectPutStream(DeliveryStreamLookup streams) {
        this.streams = streams;
    }

    DeliveryStreamFact find(DeliveryStreamName name) {
        DeliveryStreamFact stream = streams.find(name);
        if (!stream.isActive()) {
            throw streams.notFound(name);
        }
        return stream;
    }

    DeliverySource.DirectPut source(DeliveryStreamFact stream) {
        if (stream.source() instanceof DeliverySource.DirectPut direct) {
            return direct;
        }
        String message = "This operation is not permitted on " + DeliveryStreamType.of(stream.source())
                + " delivery stream type.";
        throw stream.source() instanceof DeliverySource.Msk
                ? new AwsError("InvalidSourceException", 400, message).asException()
                : AwsError.invalidArgument(message).asException();
    }
}
