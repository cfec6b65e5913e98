package io.millrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.local.testing.SharedBroker;
import io.millrace.mapping.StreamName;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.records.PutRecord;
import io.millrace.server.kinesis.streams.DeleteStream;
import io.millrace.server.operation.AwsException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Topics that go while they are used, and topics that others have made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class LostTopicIT {

    private static final String SHARD = "shardId-000000000000";

    private final Admin admin = new KafkaClients(Map.of("bootstrap.servers", SharedBroker.bootstrapServers())).admin();
    private Node node;
    private NodeClient client;

    @BeforeAll
    void open() {
        node = Nodes.open("lost-topic-it-catalog", Map.of("reading.consumers", "2"), Clock.systemUTC());
        client = new NodeClient(node);
    }

    @AfterAll
    void close() {
        node.close();
        admin.close();
    }

    @Test
    void readers_of_a_topic_that_was_deleted_behind_our_back_hold_nobody_up() throws Exception {
        StreamName lost = client.create("lost-topic", 1);
        StreamName other = client.create("lost-topic-other", 1);
        client.put(other, "k", "here");
        String iterator = client.iterator(lost, SHARD, Positions.Type.TRIM_HORIZON);
        admin.deleteTopics(List.of(lost.value())).all().get();
        NodeClient.await(() -> !topics().contains(lost.value()));

        long begun = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> client.read(iterator))
                    .isInstanceOf(AwsException.class)
                    .hasMessageContaining("ServiceUnavailable");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(client.readAll(other, SHARD)).hasSize(1);
    }

    @Test
    void whoever_needs_a_topic_that_was_deleted_behind_our_back_is_told_soon_to_try_again() throws Exception {
        StreamName lost = client.create("lost-topic-asked-for", 1);
        admin.deleteTopics(List.of(lost.value())).all().get();
        NodeClient.await(() -> !topics().contains(lost.value()));

        long begun = System.nanoTime();
        assertThatThrownBy(() -> client.iterator(lost, SHARD, Positions.Type.LATEST))
                .hasMessageContaining("ServiceUnavailable");
        assertThatThrownBy(() -> client.put(lost, "k", "data")).hasMessageContaining("ServiceUnavailable");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_put_while_its_stream_is_deleted_is_written_or_refused_soon() {
        StreamName stream = client.create("lost-while-putting", 2);
        client.put(stream, "k", "first");
        List<CompletableFuture<PutRecord.Response>> puts = new ArrayList<>();
        AtomicBoolean gone = new AtomicBoolean();
        CompletableFuture<?> deleted = client.begin(
                "DeleteStream",
                new DeleteStream.Request(Optional.of(stream), Optional.empty(), Optional.empty(), Optional.empty()));
        deleted.whenComplete((done, e) -> gone.set(true));
        long begun = System.nanoTime();
        while (!gone.get()) {
            try {
                puts.add(client.putAsync(stream, "k" + puts.size(), "more"));
            } catch (AwsException e) {
                assertThat(e.error().code()).isEqualTo("ResourceNotFoundException");
            }
        }

        for (CompletableFuture<PutRecord.Response> put : puts) {
            try {
                NodeClient.join(put);
            } catch (AwsException e) {
                assertThat(e.error().code()).isEqualTo("ResourceNotFoundException");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        NodeClient.await(() -> node.catalogImage().stream(stream).isEmpty());
    }

    @Test
    void a_stream_whose_name_collides_with_a_topic_is_refused_when_it_is_asked_for() throws Exception {
        admin.createTopics(List.of(new NewTopic("lost.collision", Optional.of(1), Optional.empty())))
                .all()
                .get();

        assertThatThrownBy(() -> client.create("lost_collision", 1))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("ResourceInUseException")
                .hasMessageContaining("lost.collision");
        assertThat(node.catalogImage().stream(new StreamName("lost_collision"))).isEmpty();
        assertThatThrownBy(() -> client.create("lost.collision", 1)).hasMessageContaining("millrace adopt");
    }

    private Set<String> topics() {
        try {
            return admin.listTopics().names().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
