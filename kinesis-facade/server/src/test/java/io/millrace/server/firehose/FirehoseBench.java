package io.millrace.server.firehose;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.firehose.connector.ConnectorProperties;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.firehose.records.DirectPuts;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.records.Producers;
import io.millrace.server.limits.PutLimit;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.wire.Documents;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;

/** The operations, called with JSON as clients do, over a catalog in memory. */
public final class FirehoseBench {

    public static final String ROLE = "arn:aws:iam::123456789012:role/firehose";
    public static final String BUCKET = "{\"RoleARN\": \"" + ROLE + "\", \"BucketARN\": \"arn:aws:s3:::bucket\"}";
    /** The one that the producer knows, with two partitions. */
    public static final String TOPIC = "firehose-audit";

    public static final DeliveryStreamName AUDIT = new DeliveryStreamName("audit");
    public static final DeliveryStreamArns ARNS = new DeliveryStreamArns("us-east-1", "123456789012");

    public final TestCatalog catalog = TestCatalog.of();
    public final ConnectorsInMemory connectors = new ConnectorsInMemory();
    public final MockProducer<byte[], byte[]> producer;
    public final Documents documents = new Documents(FirehoseShapes.shapes());
    public final FirehoseConfig config;
    public final ConnectorProperties properties;
    private final OperationTable operations;

    public FirehoseBench() {
        this(Map.of(), true);
    }

    /** With a producer that the test completes by hand. */
    public static FirehoseBench withProducerByHand() {
        return new FirehoseBench(Map.of(), true, false);
    }

    public FirehoseBench(Map<String, String> settings, boolean connected) {
        this(settings, connected, true);
    }

    private FirehoseBench(Map<String, String> settings, boolean connected, boolean autoComplete) {
        this(settings, connected, autoComplete, PutLimit.NONE);
    }

    /** With a limit to puts. */
    public static FirehoseBench limitedBy(PutLimit limit) {
        return new FirehoseBench(Map.of(), true, true, limit);
    }

    private FirehoseBench(Map<String, String> settings, boolean connected, boolean autoComplete, PutLimit limit) {
        producer = Producers.of(TOPIC, 2, autoComplete);
        ServerConfig all = ServerConfig.of(settings);
        config = all.firehose();
        properties = new ConnectorProperties(config, all.kafka(), "us-east-1", documents);
        operations = FirehoseApi.operations(new FirehoseParts(
                catalog,
                ARNS,
                properties,
                connectors,
                connected,
                new DirectPuts(new RecordAppender(producer), limit, Runnable::run),
                documents,
                config,
                Streams.CLOCK));
    }

    public OperationTable operations() {
        return operations;
    }

    public JsonNode call(String operation, String request) {
        return call(operations.find(operation).orElseThrow(), request);
    }

    private <I extends Record, O> JsonNode call(OperationTable.Entry<I, O> entry, String request) {
        I read = documents.record(entry.requestType(), Documents.parse(request));
        return documents.tree((Record) Calls.call(entry.operation(), read));
    }

    /** What a client is told when the call fails. */
    public AwsError refusal(String operation, String request) {
        return Calls.refusal(() -> call(operation, request));
    }

    /** Makes the delivery stream audit, with what else the request says. */
    public DeliveryStreamFact create(String members) {
        call("CreateDeliveryStream", "{\"DeliveryStreamName\": \"audit\", " + members + "}");
        return audit();
    }

    /** Makes the delivery stream audit, and lets it be ACTIVE. */
    public DeliveryStreamFact active(String members) {
        catalog.put(create(members).active(1));
        return audit();
    }

    public DeliveryStreamFact audit() {
        return catalog.image().deliveryStream(AUDIT).orElseThrow();
    }

    public JsonNode describe() {
        return call("DescribeDeliveryStream", "{\"DeliveryStreamName\": \"audit\"}")
                .path("DeliveryStreamDescription");
    }

    /** The properties that its connector is given. */
    public Map<String, String> properties() {
        return properties.of(audit(), ARNS.of(AUDIT));
    }
}
