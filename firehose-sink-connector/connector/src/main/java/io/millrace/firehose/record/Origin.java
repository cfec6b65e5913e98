package io.millrace.firehose.record;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a record comes from.
 *
 * @param arrival the Kafka record's timestamp: the service's "approximate arrival"
 * @param kinesis of a record of a Kinesis stream, if transforms are told of it
 * @param part 0 for a Kafka record that is one record; counts the records that de-aggregation found in one
 */
public record Origin(
        String topic, int partition, long offset, int part, Instant arrival, Optional<KinesisPlace> kinesis) {

    public Origin {
        if (partition < 0 || offset < 0 || part < 0) {
            throw new IllegalArgumentException("negative in " + topic + "-" + partition + "@" + offset + "." + part);
        }
    }

    public Origin(String topic, int partition, long offset, int part, Instant arrival) {
        this(topic, partition, offset, part, arrival, Optional.empty());
    }

    public Origin withKinesis(KinesisPlace place) {
        return new Origin(topic, partition, offset, part, arrival, Optional.of(place));
    }

    public Origin withPart(int newPart) {
        return new Origin(topic, partition, offset, newPart, arrival, kinesis);
    }

    /** Unique in a delivery stream, and the same whenever the record is read again. */
    public String id() {
        return topic + "-" + partition + "-" + offset + "-" + part;
    }
}
