package io.millrace.conformance.themes;

import static io.millrace.conformance.client.Requests.request;
import static io.millrace.conformance.themes.ClientStream.list;
import static io.millrace.conformance.themes.ClientStream.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.KinesisClientPort;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Times have milliseconds, in JSON and in CBOR, in answers and in requests. What one client reads all do. */
@EveryClient
class TimestampsIT {

    private static final String SHARD = "shardId-000000000000";

    private final Client kind;
    private final KinesisClientPort client;
    private final RunningFacade facade;
    private final KinesisClient java;

    TimestampsIT(Client kind, RunningFacade facade) {
        this.kind = kind;
        this.client = facade.client(kind);
        this.facade = facade;
        this.java = facade.kinesis();
    }

    @Test
    void aStreamAndAConsumerTellWhenTheyWereMade() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");
            Instant after = Instant.now();

            JsonNode summary = client.call("DescribeStreamSummary", request("StreamName", stream.name()));
            JsonNode description = client.call("DescribeStreamConsumer", request("ConsumerARN", consumer));

            Instant made = instant(summary.at("/StreamDescriptionSummary/StreamCreationTimestamp"));
            Instant registered = instant(description.at("/ConsumerDescription/ConsumerCreationTimestamp"));
            assertThat(made)
                    .isEqualTo(stream.summary().streamCreationTimestamp())
                    .isBetween(before, after);
            assertThat(registered)
                    .isEqualTo(java.describeStreamConsumer(r -> r.consumerARN(consumer))
                            .consumerDescription()
                            .consumerCreationTimestamp())
                    .isBetween(made, after);
        }
    }

    @Test
    void aRecordTellsWhenItArrived() {
        try (FacadeStream stream = facade.stream(1)) {
            List<Record> records = putAtTwoTimes(stream);

            JsonNode read = client.call(
                    "GetRecords", request("ShardIterator", stream.iterator(SHARD, ShardIteratorType.TRIM_HORIZON)));

            assertThat(list(read.get("Records")))
                    .extracting(record -> instant(record.get("ApproximateArrivalTimestamp")))
                    .containsExactlyElementsOf(records.stream()
                            .map(Record::approximateArrivalTimestamp)
                            .toList());
        }
    }

    @Test
    void aReaderStartsAtAMillisecond() {
        try (FacadeStream stream = facade.stream(1)) {
            List<Record> records = putAtTwoTimes(stream);
            Instant last = records.get(records.size() - 1).approximateArrivalTimestamp();

            Instant first = records.get(0).approximateArrivalTimestamp();

            assertThat(readFrom(stream, last)).isEqualTo(textsFrom(records, last));
            assertThat(readFrom(stream, first)).isEqualTo(textsFrom(records, first));
            assertThat(readFrom(stream, first.plusMillis(1))).isEqualTo(textsFrom(records, first.plusMillis(1)));
        }
    }

    @Test
    void aSubscriptionStartsAtAMillisecond() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");
            List<Record> records = putAtTwoTimes(stream);
            Instant last = records.get(records.size() - 1).approximateArrivalTimestamp();

            List<String> wanted = textsFrom(records, last);

            List<JsonNode> pushed = new ArrayList<>();
            client.subscribe(
                            request(
                                    "ConsumerARN",
                                    consumer,
                                    "ShardId",
                                    SHARD,
                                    "StartingPosition",
                                    Map.of("Type", "AT_TIMESTAMP", "Timestamp", last)),
                            wanted.size())
                    .forEach(event -> event.get("Records").forEach(pushed::add));

            assertThat(texts(pushed)).isEqualTo(wanted);
        }
    }

    private List<String> readFrom(FacadeStream stream, Instant time) {
        JsonNode iterator = client.call(
                "GetShardIterator",
                request(
                        "StreamName",
                        stream.name(),
                        "ShardId",
                        SHARD,
                        "ShardIteratorType",
                        "AT_TIMESTAMP",
                        "Timestamp",
                        time));
        return java
                .getRecords(r -> r.shardIterator(iterator.get("ShardIterator").asText()))
                .records()
                .stream()
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    /** Of the records that arrived at that time, as the client sends it, or later. */
    private List<String> textsFrom(List<Record> records, Instant time) {
        Instant sent = kind.sendsMilliseconds() ? time : time.truncatedTo(ChronoUnit.SECONDS);
        return records.stream()
                .filter(record -> !record.approximateArrivalTimestamp().isBefore(sent))
                .map(record -> record.data().asUtf8String())
                .toList();
    }

    /** The records of the stream, the last of which, and no other, arrived in its millisecond. */
    private static List<Record> putAtTwoTimes(FacadeStream stream) {
        stream.put("k", "first");
        List<Record> records;
        do {
            stream.put("k", "last");
            records = stream.readToTip(SHARD);
        } while (!isAlone(records));
        return records;
    }

    private static boolean isAlone(List<Record> records) {
        Instant last = records.get(records.size() - 1).approximateArrivalTimestamp();
        return records.get(records.size() - 2).approximateArrivalTimestamp().isBefore(last);
    }

    private static Instant instant(JsonNode time) {
        return OffsetDateTime.parse(time.asText()).toInstant();
    }
}
