package io.millrace.server.firehose.streams;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.firehose.lookup.DeliveryStreamType;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.Optional;
import java.util.OptionalInt;

/** What the source of a new delivery stream is, as a request says it. */
final class Sources {

    private static final int MIB_OF_A_PARTITION = 10;

    private final Catalog catalog;
    private final FirehoseConfig config;

    Sources(Catalog catalog, FirehoseConfig config) {
        this.catalog = catalog;
        this.config = config;
    }

    /** @param incarnation of the delivery stream, which is part of the name of its topic */
    DeliverySource of(CreateDeliveryStream.Request request, String incarnation) {
        DeliveryStreamType type = request.deliveryStreamType().orElse(DeliveryStreamType.DirectPut);
        requireOnly(type, DeliveryStreamType.DirectPut, request.directPutSourceConfiguration(), "DirectPutSource");
        requireOnly(
                type,
                DeliveryStreamType.KinesisStreamAsSource,
                request.kinesisStreamSourceConfiguration(),
                "KinesisStreamSource");
        requireOnly(type, DeliveryStreamType.MSKAsSource, request.mskSourceConfiguration(), "MSKSource");
        return switch (type) {
            case DirectPut -> directPut(request, incarnation);
            case KinesisStreamAsSource ->
                kinesis(request.kinesisStreamSourceConfiguration()
                        .orElseThrow(() -> missing("KinesisStreamSource", type)));
            case MSKAsSource -> msk(request.mskSourceConfiguration().orElseThrow(() -> missing("MSKSource", type)));
            case DatabaseAsSource ->
                throw AwsError.invalidArgument(
                                "DeliveryStreamType DatabaseAsSource is not supported. Capture the changes"
                                        + " with a Kafka Connect source connector, and deliver its topic as MSKAsSource.")
                        .asException();
        };
    }

    private static void requireOnly(
            DeliveryStreamType type, DeliveryStreamType wanted, Optional<?> configuration, String name) {
        if (type != wanted && configuration.isPresent()) {
            throw AwsError.invalidArgument(name + "Configuration is not allowed for DeliveryStreamType " + type + ".")
                    .asException();
        }
    }

    private static AwsException missing(String name, DeliveryStreamType type) {
        return AwsError.invalidArgument(name + "Configuration is needed for DeliveryStreamType " + type + ".")
                .asException();
    }

    private DeliverySource directPut(CreateDeliveryStream.Request request, String incarnation) {
        OptionalInt hint = request.directPutSourceConfiguration()
                .map(source -> OptionalInt.of(source.throughputHintInMBs()))
                .orElse(OptionalInt.empty());
        int hinted = (hint.orElse(1) + MIB_OF_A_PARTITION - 1) / MIB_OF_A_PARTITION;
        return new DeliverySource.DirectPut(
                "firehose-" + request.deliveryStreamName() + "-" + incarnation,
                Math.max(config.partitions(), hinted),
                hint);
    }

    private DeliverySource kinesis(CreateDeliveryStream.KinesisStreamSourceConfiguration source) {
        String arn = source.kinesisStreamARN().value();
        StreamName stream = StreamName.parse(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(name -> catalog.image().stream(name).isPresent())
                .orElseThrow(() -> AwsError.invalidArgument("Kinesis stream " + arn + " is not found.")
                        .asException());
        return new DeliverySource.KinesisStream(stream, arn, source.roleARN().value());
    }

    /** What brokers, catalog and workers keep is nobody's data to deliver: the keys of connectors' stores are among it. */
    private static void requireTopicOfPrograms(String topic) {
        if (topic.equals(".") || topic.equals("..")) {
            throw AwsError.invalidArgument("TopicName " + topic + " is not supported: no topic has this name.")
                    .asException();
        }
        if (topic.startsWith("__") || topic.startsWith("millrace-connect-")) {
            throw AwsError.invalidArgument(
                            "TopicName " + topic + " is not supported: the cluster keeps its own data there.")
                    .asException();
        }
    }

    private static DeliverySource msk(CreateDeliveryStream.MskSourceConfiguration source) {
        StreamName topic = StreamName.parse(source.topicName().value())
                .orElseThrow(() -> AwsError.invalidArgument("TopicName " + source.topicName()
                                + " is not supported: it may have 128 of a-z, A-Z, 0-9, . _ - at most.")
                        .asException());
        requireTopicOfPrograms(topic.value());
        return new DeliverySource.Msk(
                topic.value(),
                source.mskClusterARN().value(),
                source.authenticationConfiguration().roleARN().value(),
                source.authenticationConfiguration().connectivity().name(),
                source.readFromTimestamp());
    }
}
