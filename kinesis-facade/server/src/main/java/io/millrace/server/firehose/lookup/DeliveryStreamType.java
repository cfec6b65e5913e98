package io.millrace.server.firehose.lookup;

import io.millrace.mapping.catalog.DeliverySource;

/** Where a delivery stream's records come from. The names are the service's. */
public enum DeliveryStreamType {
    DirectPut,
    KinesisStreamAsSource,
    MSKAsSource,
    DatabaseAsSource;

    public static DeliveryStreamType of(DeliverySource source) {
        if (source instanceof DeliverySource.KinesisStream) {
            return KinesisStreamAsSource;
        }
        return source instanceof DeliverySource.Msk ? MSKAsSource : DirectPut;
    }
}
