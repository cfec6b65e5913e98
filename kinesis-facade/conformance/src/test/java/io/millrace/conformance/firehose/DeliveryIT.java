package io.millrace.conformance.firehose;

import static io.millrace.conformance.DeliveringFacade.ROLE;
import static io.millrace.conformance.DeliveringFacade.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.conformance.DeliveringFacade;
import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.client.Runtimes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** From a program's request to the object in the bucket. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(FacadeExtension.class)
class DeliveryIT {

    private static Record record(String text) {
        return Record.builder().data(SdkBytes.fromUtf8String(text)).build();
    }

    @Test
    void whatIsPutIsInTheBucket(DeliveringFacade facade) {
        String name = facade.create();

        facade.firehose().putRecord(r -> r.deliveryStreamName(name).record(record("one ")));
        PutRecordBatchResponse batch = facade.firehose()
                .putRecordBatch(r -> r.deliveryStreamName(name).records(record("two "), record("three")));

        assertThat(batch.failedPutCount()).isZero();
        assertThat(batch.encrypted()).isFalse();
        assertThat(batch.requestResponses())
                .extracting(entry -> entry.recordId())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        facade.awaitDelivered(name, "one two three");
    }

    @Test
    void aDestinationWhoseArtifactTheWorkersLackFailsAndSaysWhatToInstall(DeliveringFacade facade) {
        String name = newName();
        facade.firehose()
                .createDeliveryStream(r -> r.deliveryStreamName(name)
                        .icebergDestinationConfiguration(iceberg -> iceberg.roleARN(ROLE)
                                .catalogConfiguration(catalog -> catalog.warehouseLocation("s3://lake/"))
                                .destinationTableConfigurationList(table ->
                                        table.destinationDatabaseName("shop").destinationTableName("orders"))
                                .s3Configuration(s3 -> s3.roleARN(ROLE).bucketARN("arn:aws:s3:::" + name))));

        facade.awaitStatus(name, DeliveryStreamStatus.CREATING_FAILED);

        assertThat(facade.describe(name).failureDescription().details())
                .contains("iceberg needs the artifact firehose-sink-iceberg");
        facade.firehose().deleteDeliveryStream(r -> r.deliveryStreamName(name));
        facade.awaitGone(name);
    }

    @Test
    void anUpdateReachesTheConnectorWhileRecordsAreDelivered(DeliveringFacade facade) {
        String name = facade.create();
        facade.firehose().putRecord(r -> r.deliveryStreamName(name).record(record("before ")));
        facade.awaitDelivered(name, "before ");

        facade.firehose()
                .updateDestination(r -> r.deliveryStreamName(name)
                        .currentDeliveryStreamVersionId("1")
                        .destinationId("destinationId-000000000001")
                        .extendedS3DestinationUpdate(s3 ->
                                s3.bucketARN("arn:aws:s3:::" + name + "-2").prefix("new/")));

        DeliveryStreamDescription now = facade.describe(name);
        assertThat(now.deliveryStreamStatus()).isEqualTo(DeliveryStreamStatus.ACTIVE);
        assertThat(now.versionId()).isEqualTo("2");
        assertThat(now.destinations()
                        .get(0)
                        .extendedS3DestinationDescription()
                        .bufferingHints()
                        .intervalInSeconds())
                .isEqualTo(1);
        FacadeStream.until("what is put now goes to the new bucket", () -> {
            facade.firehose().putRecord(r -> r.deliveryStreamName(name).record(record("x")));
            return facade.delivered(name + "-2").contains("x");
        });
    }

    @Test
    void aNewOneOfAnOldNameBeginsAnew(DeliveringFacade facade) {
        String name = facade.create();
        facade.firehose().putRecord(r -> r.deliveryStreamName(name).record(record("old")));
        facade.awaitDelivered(name, "old");
        facade.firehose().deleteDeliveryStream(r -> r.deliveryStreamName(name));
        facade.awaitGone(name);

        facade.firehose()
                .createDeliveryStream(r -> r.deliveryStreamName(name)
                        .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                                .bucketARN("arn:aws:s3:::" + name + "-2")
                                .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1))));
        facade.awaitStatus(name, DeliveryStreamStatus.ACTIVE);
        facade.firehose().putRecord(r -> r.deliveryStreamName(name).record(record("new")));

        facade.awaitDelivered(name + "-2", "new");
    }

    @Test
    void aKinesisStreamIsDeliveredFromWhenTheDeliveryStreamWasMade(DeliveringFacade facade) {
        String stream = newName();
        facade.kinesis().createStream(r -> r.streamName(stream).shardCount(1));
        awaitActive(facade, stream);
        put(facade, stream, "before");
        FacadeStream.until("a moment has passed", () -> Instant.now().isAfter(NOT_BEFORE.plusSeconds(2)));

        String name = facade.create(r -> r.deliveryStreamType(DeliveryStreamType.KINESIS_STREAM_AS_SOURCE)
                .kinesisStreamSourceConfiguration(
                        source -> source.kinesisStreamARN("arn:aws:kinesis:us-east-1:000000000000:stream/" + stream)
                                .roleARN(ROLE))
                .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::" + stream)
                        .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1))));
        put(facade, stream, "after");

        facade.awaitDelivered(stream, "after");
        assertThat(facade.describe(name)
                        .source()
                        .kinesisStreamSourceDescription()
                        .roleARN())
                .isEqualTo(ROLE);
    }

    @Test
    void aFunctionIsToldOfARecordWhatGetRecordsTells(DeliveringFacade facade) {
        String stream = newName();
        facade.kinesis().createStream(r -> r.streamName(stream).shardCount(2));
        awaitActive(facade, stream);
        facade.kinesis()
                .updateShardCount(r -> r.streamName(stream).targetShardCount(3).scalingType("UNIFORM_SCALING"));
        awaitActive(facade, stream);
        String name = facade.create(r -> r.deliveryStreamType(DeliveryStreamType.KINESIS_STREAM_AS_SOURCE)
                .kinesisStreamSourceConfiguration(
                        source -> source.kinesisStreamARN("arn:aws:kinesis:us-east-1:000000000000:stream/" + stream)
                                .roleARN(ROLE))
                .extendedS3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::" + stream)
                        .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1))
                        .processingConfiguration(processing -> processing
                                .enabled(true)
                                .processors(processor -> processor
                                        .type("Lambda")
                                        .parameters(
                                                p -> p.parameterName("LambdaArn")
                                                        .parameterValue(
                                                                "arn:aws:lambda:us-east-1:000000000000:function:same"),
                                                p -> p.parameterName("BufferIntervalInSeconds")
                                                        .parameterValue("1"))))));

        for (String key : List.of("a", "b", "c", "d", "e")) {
            facade.kinesis()
                    .putRecord(r -> r.streamName(stream).partitionKey(key).data(SdkBytes.fromUtf8String(key)));
        }
        FacadeStream.until(
                "the function has seen five records",
                () -> asTheFunctionIsTold(facade, name).size() >= 5);

        assertThat(asTheFunctionIsTold(facade, name))
                .containsExactlyInAnyOrderElementsOf(asGetRecordsTells(facade, stream));
    }

    /** Once each: it may be handed a record again. */
    private static Set<Tuple> asTheFunctionIsTold(DeliveringFacade facade, String name) {
        return facade.functions().records(name).stream()
                .map(record -> record.path("kinesisRecordMetadata"))
                .map(place -> tuple(
                        place.path("shardId").asText(),
                        place.path("partitionKey").asText(),
                        place.path("sequenceNumber").asText(),
                        place.path("subsequenceNumber").asText("missing"),
                        place.path("approximateArrivalTimestamp").asLong()))
                .collect(Collectors.toSet());
    }

    private static List<Tuple> asGetRecordsTells(DeliveringFacade facade, String stream) {
        List<Tuple> all = new ArrayList<>();
        for (Shard shard :
                facade.kinesis().listShards(r -> r.streamName(stream)).shards()) {
            String iterator = facade.kinesis()
                    .getShardIterator(r -> r.streamName(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            facade.kinesis()
                    .getRecords(r -> r.shardIterator(iterator))
                    .records()
                    .forEach(record -> all.add(tuple(
                            shard.shardId(),
                            record.partitionKey(),
                            record.sequenceNumber(),
                            "",
                            record.approximateArrivalTimestamp().toEpochMilli())));
        }
        return all;
    }

    private static void awaitActive(DeliveringFacade facade, String stream) {
        FacadeStream.until(
                "the stream is active",
                () -> facade.kinesis()
                                .describeStreamSummary(r -> r.streamName(stream))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    private static final Instant NOT_BEFORE = Instant.now();

    private static void put(DeliveringFacade facade, String stream, String text) {
        facade.kinesis().putRecord(r -> r.streamName(stream).partitionKey("k").data(SdkBytes.fromUtf8String(text)));
    }

    @Test
    void aTopicOfKafkaIsDeliveredFromItsBeginningIfThatIsWanted(DeliveringFacade facade) throws Exception {
        String topic = newName();
        Map<String, Object> kafka = Map.of("bootstrap.servers", facade.bootstrapServers());
        try (Admin admin = Admin.create(kafka);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(Set.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(topic, "native".getBytes(StandardCharsets.UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }

        facade.create(r -> r.deliveryStreamType(DeliveryStreamType.MSK_AS_SOURCE)
                .mskSourceConfiguration(
                        source -> source.mskClusterARN("arn:aws:kafka:us-east-1:000000000000:cluster/a/1")
                                .topicName(topic)
                                .authenticationConfiguration(authentication ->
                                        authentication.roleARN(ROLE).connectivity("PUBLIC"))
                                .readFromTimestamp(Instant.EPOCH))
                .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::" + topic)
                        .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1))));

        facade.awaitDelivered(topic, "native");
    }

    @Test
    void whatTheWorkerFindsWrongIsTheReasonOfItsFailure(DeliveringFacade facade) {
        String name = newName();
        facade.firehose()
                .createDeliveryStream(r -> r.deliveryStreamName(name)
                        .s3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                                .bucketARN("arn:aws:s3:::" + name)
                                .prefix("!{nonsense:x}/")
                                .errorOutputPrefix("errors/")));

        facade.awaitStatus(name, DeliveryStreamStatus.CREATING_FAILED);

        assertThat(facade.describe(name).failureDescription().details()).contains("s3.prefix");
        facade.firehose().deleteDeliveryStream(r -> r.deliveryStreamName(name));
        facade.awaitGone(name);
    }

    @Test
    void orcNeedsItsArtifactInTheWorkerAndTheFailureSaysSo(DeliveringFacade facade) {
        String name = newName();
        facade.firehose()
                .createDeliveryStream(r -> r.deliveryStreamName(name)
                        .extendedS3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                                .bucketARN("arn:aws:s3:::" + name)
                                .dataFormatConversionConfiguration(conversion -> conversion
                                        .enabled(true)
                                        .schemaConfiguration(table ->
                                                table.databaseName("sales").tableName("orders"))
                                        .inputFormatConfiguration(
                                                in -> in.deserializer(json -> json.openXJsonSerDe(openX -> {})))
                                        .outputFormatConfiguration(out -> out.serializer(
                                                columns -> columns.orcSerDe(orc -> orc.compression("ZLIB")))))));

        facade.awaitStatus(name, DeliveryStreamStatus.CREATING_FAILED);

        assertThat(facade.describe(name).failureDescription().details()).contains("firehose-sink-orc");
        facade.firehose().deleteDeliveryStream(r -> r.deliveryStreamName(name));
        facade.awaitGone(name);
    }

    @Test
    void theExampleRunsAsItIsWritten(DeliveringFacade facade) throws Exception {
        String name = newName();
        ProcessBuilder example = new ProcessBuilder(
                        Runtimes.python(),
                        "../../docs/examples/deliver.py",
                        facade.endpoint().toString(),
                        facade.s3Endpoint(),
                        name)
                .redirectErrorStream(true);
        example.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_DEFAULT_REGION", "us-east-1"));

        Process process = example.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed.lines().map(String::strip))
                .contains("status: ACTIVE", "delivered: one, two, three", "tags: {'team': 'billing'}", "version: 2");
    }

    @Test
    void theCommandLinePutsAsPrograms(DeliveringFacade facade) throws Exception {
        String name = facade.create();
        ProcessBuilder put = new ProcessBuilder(List.of(
                        Runtimes.aws(),
                        "firehose",
                        "put-record",
                        "--endpoint-url=" + facade.endpoint(),
                        "--delivery-stream-name=" + name,
                        "--record={\"Data\": \"aGVsbG8=\"}"))
                .redirectErrorStream(true);
        put.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_PAGER", ""));
        Process aws = put.start();

        assertThat(aws.waitFor())
                .as(new String(aws.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        facade.awaitDelivered(name, "hello");
    }
}
