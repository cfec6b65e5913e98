package io.millrace.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TipWatcherTest {

    private static final StreamName ORDERS = new StreamName("orders");

    private final List<MockConsumer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
    private volatile Consumer<MockConsumer<byte[], byte[]>> atPoll = consumer -> {};
    private final TipWatcher tips = new TipWatcher(this::consumer);

    @AfterEach
    void close() {
        tips.close();
    }

    @Test
    void tellsOfARecord() throws Exception {
        tips.start();
        CompletableFuture<Void> reached = beyond(7);
        atPoll = consumer -> consumer.addRecord(new ConsumerRecord<>("orders", 0, 7, new byte[0], new byte[0]));

        reached.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aFaultSendsWaitersToReadAndTheNextConsumerWatchesOn() throws Exception {
        atPoll = consumer -> {
            throw new AssertionError("a fault");
        };
        tips.start();
        beyond(7).get(20, TimeUnit.SECONDS);
        atPoll = consumer -> consumer.addRecord(new ConsumerRecord<>("orders", 0, 7, new byte[0], new byte[0]));

        beyond(7).get(20, TimeUnit.SECONDS);
        assertThat(made).hasSize(2);
        assertThat(made.get(0).closed()).isTrue();
        assertThat(made.get(1).closed()).isFalse();
    }

    @Test
    void whoAsksAgainAndAgainWhileKafkaRefusesDoesNotSpin() throws Exception {
        atPoll = consumer -> {
            throw new KafkaException("refused");
        };
        tips.start();

        long begun = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            beyond(7).get(20, TimeUnit.SECONDS);
        }

        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1900));
    }

    @Test
    void nobodyWaitsForAWatcherThatIsClosed() throws Exception {
        tips.start();
        CompletableFuture<Void> before = beyond(7);
        tips.close();

        before.get(20, TimeUnit.SECONDS);
        beyond(7).get(20, TimeUnit.SECONDS);
        assertThat(made).allMatch(MockConsumer::closed);
    }

    private CompletableFuture<Void> beyond(long offset) {
        return tips.beyond(ORDERS, "life", 0, offset);
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
            @Override
            public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                if (!assignment().isEmpty()) {
                    atPoll.accept(this);
                }
                return super.poll(timeout);
            }
        };
        consumer.updateBeginningOffsets(Map.of(new TopicPartition("orders", 0), 0L));
        made.add(consumer);
        return consumer;
    }
}
