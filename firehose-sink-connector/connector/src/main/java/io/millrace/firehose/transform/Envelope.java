package io.millrace.firehose.transform;

import java.util.Objects;

/**
 * What a request says around its records.
 *
 * @param sourceArn the cluster's, which only {@link Shape#KAFKA} shows
 */
public record Envelope(Shape shape, String deliveryStreamArn, String region, String sourceArn) {

    public Envelope {
        Objects.requireNonNull(shape);
        Objects.requireNonNull(deliveryStreamArn);
        Objects.requireNonNull(region);
        Objects.requireNonNull(sourceArn);
    }

    /** The two forms that functions know records in, after the kind of the delivery stream's source. */
    public enum Shape {
        /** Direct PUT, which nearly all functions are written for. */
        DIRECT("data"),
        /** Kinesis streams: as direct, and with where each record is in its stream. */
        KINESIS("data"),
        /** Amazon MSK: {@code MSKFirehoseEvent} in Java functions. */
        KAFKA("kafkaRecordValue");

        private final String dataField;

        Shape(String dataField) {
            this.dataField = dataField;
        }

        String dataField() {
            return dataField;
        }

        String otherDataField() {
            return this == KAFKA ? DIRECT.dataField : KAFKA.dataField;
        }
    }
}
