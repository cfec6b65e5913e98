package io.millrace.server.firehose.connector;

import io.millrace.mapping.catalog.DeliveryDestination;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.config.KafkaConfig;
import io.millrace.server.firehose.destination.DestinationType;
import io.millrace.server.firehose.destination.EffectiveConfiguration;
import io.millrace.server.firehose.destination.ExtendedS3DestinationConfiguration;
import io.millrace.server.firehose.destination.HttpEndpointDestinationConfiguration;
import io.millrace.server.firehose.destination.IcebergDestinationConfiguration;
import io.millrace.server.firehose.destination.OpenSearchDestinationConfiguration;
import io.millrace.server.firehose.destination.OpenSearchServerlessDestinationConfiguration;
import io.millrace.server.firehose.destination.SplunkDestinationConfiguration;
import io.millrace.server.kafka.StrayRecord;
import io.millrace.server.wire.Documents;
import java.util.Map;

/**
 * The properties of the connector that delivers for a delivery stream.
 *
 * <p>Its name, the topic of direct puts and where the connector keeps its place hold the incarnation: nothing that an older delivery
 * stream of the same name has left behind is taken for this one's.
 */
public final class ConnectorProperties {

    private static final String CONNECTOR = "io.millrace.firehose.FirehoseSinkConnector";
    private static final String AS_BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String STATE = ".millrace/";

    private static final String CATALOG_CLIENT = "kinesis.catalog.client.";

    private final FirehoseConfig config;
    private final KafkaConfig kafka;
    private final String region;
    private final Documents documents;

    /** @param region of ARNs, and of buckets unless the settings name another */
    public ConnectorProperties(FirehoseConfig config, KafkaConfig kafka, String region, Documents documents) {
        this.config = config;
        this.kafka = kafka;
        this.region = region;
        this.documents = documents;
    }

    /** What the connector of a delivery stream is called. */
    public static String name(DeliveryStreamFact stream) {
        return "firehose-" + stream.name() + "-" + stream.incarnation();
    }

    /** The group that the connector's tasks consume as, which Kafka Connect names after it. */
    public static String group(DeliveryStreamFact stream) {
        return "connect-" + name(stream);
    }

    /** @throws io.millrace.server.operation.AwsException if it asks for what is not there, or contradicts itself */
    public Map<String, String> of(DeliveryStreamFact stream, String arn) {
        Properties properties = new Properties()
                .put("name", name(stream))
                .put("connector.class", CONNECTOR)
                .put("tasks.max", config.tasks())
                .put("topics", stream.source().topic())
                .put("key.converter", AS_BYTES)
                .put("value.converter", AS_BYTES)
                .put("header.converter", AS_BYTES)
                .put("delivery.stream.name", stream.name())
                .put("delivery.stream.version", stream.version())
                .put("delivery.stream.arn", arn)
                .put("delivery.stream.region", region)
                .put("delivery.state.prefix", STATE + stream.incarnation() + "/");
        source(stream.source(), properties);
        destination(stream, properties);
        if (stream.source() instanceof DeliverySource.KinesisStream && properties.has("transform.runtime")) {
            places(properties);
        }
        return properties.finished();
    }

    private static void source(DeliverySource source, Properties properties) {
        if (source instanceof DeliverySource.KinesisStream) {
            properties.put("delivery.source.shape", "direct").put("processing.kpl.deaggregation", true);
            withoutStrays(properties);
        } else if (source instanceof DeliverySource.Msk msk) {
            properties.put("delivery.source.shape", "kafka").put("delivery.source.arn", msk.clusterArn());
        } else {
            properties.put("delivery.source.shape", "direct");
        }
    }

    /** The function is told where records are in their stream, if the worker can be told how to read the catalog. */
    private void places(Properties properties) {
        Map<String, String> client = config.kinesis().client();
        if (client.isEmpty() && !kafka.properties().isEmpty()) {
            return; // what this node logs in with is not the worker's
        }
        properties
                .put("delivery.source.shape", "kinesis")
                .put("kinesis.catalog.topic", kafka.catalogTopic())
                .put(CATALOG_CLIENT + "bootstrap.servers", kafka.bootstrapServers());
        client.forEach((name, value) -> properties.put(CATALOG_CLIENT + name, value));
    }

    private void destination(DeliveryStreamFact stream, Properties properties) {
        DeliveryDestination destination = stream.destination();
        S3Properties s3 = new S3Properties(config.s3(), region);
        ProcessorProperties processors = new ProcessorProperties(config.lambda());
        Record configuration = documents.record(
                DestinationType.of(destination).configuration(), EffectiveConfiguration.of(destination));
        if (configuration instanceof ExtendedS3DestinationConfiguration bucket) {
            new ExtendedS3Properties(s3, processors, new FormatProperties(config.schema())).add(bucket, properties);
        } else if (configuration instanceof OpenSearchDestinationConfiguration cluster) {
            new OpenSearchProperties(s3, processors, config.opensearch()).add(cluster, properties);
        } else if (configuration instanceof OpenSearchServerlessDestinationConfiguration collection) {
            new OpenSearchProperties(s3, processors, config.opensearch()).add(collection, properties);
        } else if (configuration instanceof SplunkDestinationConfiguration splunk) {
            new SplunkProperties(s3, processors).add(splunk, properties);
        } else if (configuration instanceof HttpEndpointDestinationConfiguration endpoint) {
            new HttpEndpointProperties(s3, processors).add(endpoint, properties);
        } else if (configuration instanceof IcebergDestinationConfiguration tables) {
            new IcebergProperties(s3, processors, config.iceberg()).add(tables, name(stream), properties);
        } else {
            throw new IllegalStateException("no connector delivers to " + destination.type());
        }
    }

    /** A stray is in the topic twice: where it lay first, and where it was carried to. */
    private static void withoutStrays(Properties properties) {
        properties
                .put("transforms", "strays")
                .put("transforms.strays.type", "org.apache.kafka.connect.transforms.Filter")
                .put("transforms.strays.predicate", "stray")
                .put("predicates", "stray")
                .put("predicates.stray.type", "org.apache.kafka.connect.transforms.predicates.HasHeaderKey")
                .put("predicates.stray.name", StrayRecord.ORIGIN);
    }
}
