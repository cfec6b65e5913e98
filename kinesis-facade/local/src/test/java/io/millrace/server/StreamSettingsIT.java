package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.Shard;
import io.millrace.mapping.StreamName;
import io.millrace.server.NodeClient.Read;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.records.GetRecords;
import io.millrace.server.kinesis.records.GetShardIterator;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shards.UpdateShardCount;
import io.millrace.server.kinesis.streams.DecreaseStreamRetentionPeriod;
import io.millrace.server.kinesis.streams.IncreaseStreamRetentionPeriod;
import io.millrace.server.kinesis.streams.UpdateMaxRecordSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What is changed of a stream, on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class StreamSettingsIT {

    private static final String SHARD = "shardId-000000000000";
    private static final int MEBIBYTE = 1024 * 1024;

    private Node node;
    private NodeClient client;

    @BeforeAll
    void open() {
        node = Nodes.open("settings-it-catalog");
        client = new NodeClient(node);
    }

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void the_topic_follows_the_retention() throws Exception {
        StreamName stream = client.create("settings-retention", 1);
        assertThat(topicSetting(stream, "retention.ms")).isEqualTo("86400000");

        client.call(
                "IncreaseStreamRetentionPeriod",
                new IncreaseStreamRetentionPeriod.Request(
                        8760, Optional.of(stream), Optional.empty(), Optional.empty()));
        assertThat(topicSetting(stream, "retention.ms")).isEqualTo("31536000000");
        assertThat(client.image(stream).fact().retention().hours()).isEqualTo(8760);

        client.call(
                "DecreaseStreamRetentionPeriod",
                new DecreaseStreamRetentionPeriod.Request(25, Optional.of(stream), Optional.empty(), Optional.empty()));
        assertThat(topicSetting(stream, "retention.ms")).isEqualTo("90000000");
        assertThat(topicSetting(stream, "message.timestamp.type")).isEqualTo("LogAppendTime");
    }

    @Test
    void records_of_ten_mebibytes_pass_once_the_stream_takes_them() {
        StreamName stream = client.create("settings-size", 1);
        String large = "x".repeat(10 * MEBIBYTE);
        assertThatThrownBy(() -> client.put(stream, "k", large)).hasMessageContaining("ValidationException");

        setMaxRecordSize(stream, 10240);
        client.put(stream, "k", large);
        assertThat(client.readAll(stream, SHARD))
                .singleElement()
                .satisfies(read -> assertThat(read.data()).hasSize(10 * MEBIBYTE));

        setMaxRecordSize(stream, 1024);
        client.put(stream, "k", "x".repeat(MEBIBYTE));
        assertThatThrownBy(() -> client.put(stream, "k", "x".repeat(MEBIBYTE + 1)))
                .hasMessageContaining("ValidationException");
    }

    @Test
    void the_shard_count_goes_up_and_down_and_every_record_stays() {
        StreamName stream = client.create("settings-count", 1);
        List<String> put = new ArrayList<>();
        for (int target : new int[] {2, 3, 6, 4, 2, 1}) {
            IntStream.range(0, 20).forEach(i -> {
                String data = target + "-" + i;
                client.put(stream, "key-" + i, data);
                put.add(data);
            });
            updateShardCount(stream, target);
            assertThat(client.image(stream).openShards()).hasSize(target);
        }

        assertThat(client.image(stream).visibleShards().stream()
                        .flatMap(shard -> client.readAll(stream, shard.id().toString()).stream()))
                .extracting(Read::data)
                .containsExactlyInAnyOrderElementsOf(put);
    }

    @Test
    void a_position_beyond_the_end_reads_what_comes_next() {
        StreamName stream = client.create("settings-beyond", 1);
        client.put(stream, "k", "before");
        Shard shard = client.image(stream).openShards().get(0);
        GetShardIterator.Response beyond = client.call(
                "GetShardIterator",
                new GetShardIterator.Request(
                        new ShardIdText(SHARD),
                        Positions.Type.AFTER_SEQUENCE_NUMBER,
                        Optional.of(new SequenceNumberText(shard.sequenceNumberOf(1_000_000, System.currentTimeMillis())
                                .toString())),
                        Optional.of(stream),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));

        GetRecords.Response empty = client.read(beyond.shardIterator());
        client.put(stream, "k", "after");
        GetRecords.Response next = client.read(empty.nextShardIterator().orElseThrow());

        assertThat(empty.records()).isEmpty();
        assertThat(next.records()).hasSize(1);
    }

    private void setMaxRecordSize(StreamName stream, int kib) {
        StreamArn arn = new StreamArn(new Arns("us-east-1", "000000000000").ofStream(stream));
        client.call("UpdateMaxRecordSize", new UpdateMaxRecordSize.Request(kib, Optional.of(arn), Optional.empty()));
    }

    private void updateShardCount(StreamName stream, int target) {
        client.call(
                "UpdateShardCount",
                new UpdateShardCount.Request(
                        UpdateShardCount.ScalingType.UNIFORM_SCALING,
                        Optional.of(stream),
                        target,
                        Optional.empty(),
                        Optional.empty()));
        client.awaitActive(stream);
    }

    private static String topicSetting(StreamName stream, String name) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, stream.value());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .get(topic)
                    .get(name)
                    .value();
        }
    }
}
