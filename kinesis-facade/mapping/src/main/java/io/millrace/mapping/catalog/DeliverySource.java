package io.millrace.mapping.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.millrace.mapping.StreamName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a delivery stream's records come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeliverySource.DirectPut.class, name = "DirectPut"),
    @JsonSubTypes.Type(value = DeliverySource.KinesisStream.class, name = "KinesisStreamAsSource"),
    @JsonSubTypes.Type(value = DeliverySource.Msk.class, name = "MSKAsSource")
})
public sealed interface DeliverySource {

    /** The topic that is delivered from. */
    String topic();

    /**
     * Programs put the records.
     *
     * @param topic made for the delivery stream, and deleted with it
     */
    record DirectPut(String topic, int partitions, OptionalInt throughputHintInMBs) implements DeliverySource {}

    /** @param arn as the client gave it */
    record KinesisStream(StreamName stream, String arn, String roleArn) implements DeliverySource {

        @Override
        public String topic() {
            return stream.value();
        }
    }

    /**
     * A topic of somebody else's.
     *
     * @param readFrom from where it is delivered; empty: from when the delivery stream was made
     */
    record Msk(String topic, String clusterArn, String roleArn, String connectivity, Optional<Instant> readFrom)
            implements DeliverySource {}
}
