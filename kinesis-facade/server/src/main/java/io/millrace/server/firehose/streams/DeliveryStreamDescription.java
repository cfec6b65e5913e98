package io.millrace.server.firehose.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryEncryption;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.mapping.catalog.DeliveryStreamStatus;
import io.millrace.server.firehose.destination.DestinationDescription;
import io.millrace.server.firehose.lookup.DeliveryStreamType;
import io.millrace.server.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamDescription.html">The service's</a> */
public record DeliveryStreamDescription(
        DeliveryStreamName deliveryStreamName,
        String deliveryStreamARN,
        DeliveryStreamStatus deliveryStreamStatus,
        Optional<FailureDescription> failureDescription,
        EncryptionDescription deliveryStreamEncryptionConfiguration,
        DeliveryStreamType deliveryStreamType,
        String versionId,
        Instant createTimestamp,
        Optional<Instant> lastUpdateTimestamp,
        Optional<SourceDescription> source,
        List<ObjectNode> destinations,
        boolean hasMoreDestinations) {

    /** The types that the service has are about keys and networks, and one is about the rest. */
    public record FailureDescription(String type, String details) {

        private static final String OTHER = "UNKNOWN_ERROR";

        static FailureDescription of(String why) {
            return new FailureDescription(OTHER, why);
        }
    }

    public record EncryptionDescription(Optional<String> keyType, DeliveryEncryption status) {

        static EncryptionDescription of(DeliveryEncryption status) {
            return new EncryptionDescription(
                    status == DeliveryEncryption.ENABLED ? Optional.of("AWS_OWNED_CMK") : Optional.empty(), status);
        }
    }

    public record SourceDescription(
            Optional<DirectPutSourceDescription> directPutSourceDescription,
            Optional<KinesisStreamSourceDescription> kinesisStreamSourceDescription,
            @Wire("MSKSourceDescription") Optional<MskSourceDescription> mskSourceDescription) {

        /** Of direct puts there is something to say only if a throughput was hinted at. */
        static Optional<SourceDescription> of(DeliverySource source, Instant createdAt) {
            if (source instanceof DeliverySource.KinesisStream kinesis) {
                return Optional.of(new SourceDescription(
                        Optional.empty(),
                        Optional.of(new KinesisStreamSourceDescription(kinesis.arn(), kinesis.roleArn(), createdAt)),
                        Optional.empty()));
            }
            if (source instanceof DeliverySource.Msk msk) {
                return Optional.of(new SourceDescription(
                        Optional.empty(), Optional.empty(), Optional.of(MskSourceDescription.of(msk, createdAt))));
            }
            OptionalInt hint = ((DeliverySource.DirectPut) source).throughputHintInMBs();
            return hint.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SourceDescription(
                            Optional.of(new DirectPutSourceDescription(hint.getAsInt())),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    public record DirectPutSourceDescription(
            @Wire("ThroughputHintInMBs") int throughputHintInMBs) {}

    public record KinesisStreamSourceDescription(
            String kinesisStreamARN, String roleARN, Instant deliveryStartTimestamp) {}

    public record MskSourceDescription(
            @Wire("MSKClusterARN") String mskClusterARN,
            String topicName,
            AuthenticationConfiguration authenticationConfiguration,
            Instant deliveryStartTimestamp,
            Optional<Instant> readFromTimestamp) {

        public record AuthenticationConfiguration(String roleARN, String connectivity) {}

        static MskSourceDescription of(DeliverySource.Msk msk, Instant createdAt) {
            return new MskSourceDescription(
                    msk.clusterArn(),
                    msk.topic(),
                    new AuthenticationConfiguration(msk.roleArn(), msk.connectivity()),
                    createdAt,
                    msk.readFrom());
        }
    }

    /** @param after the destination behind which the list begins; empty: at its beginning */
    static DeliveryStreamDescription of(DeliveryStreamFact stream, String arn, String after) {
        return new DeliveryStreamDescription(
                stream.name(),
                arn,
                stream.status(),
                stream.failure().map(FailureDescription::of),
                EncryptionDescription.of(stream.encryption()),
                DeliveryStreamType.of(stream.source()),
                Integer.toString(stream.version()),
                stream.createdAt(),
                stream.updatedAt(),
                SourceDescription.of(stream.source(), stream.createdAt()),
                after.compareTo(DestinationDescription.ID) < 0
                        ? List.of(DestinationDescription.of(stream.destination()))
                        : List.of(),
                false);
    }
}
