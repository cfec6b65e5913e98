package io.millrace.server.kafka.tail;

import static io.millrace.server.kafka.tail.Fetched.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.kafka.ReadRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ShardTailsTest {

    private static final TopicPartition PARTITION = new TopicPartition(ORDERS.value(), 0);

    private final List<MockConsumer<byte[], ByteBuffer>> made = new CopyOnWriteArrayList<>();
    private volatile Consumer<MockConsumer<byte[], ByteBuffer>> atPoll = consumer -> {};
    private final ShardTails tails = new ShardTails(this::consumer, 1 << 20, Duration.ofMinutes(1));

    @AfterEach
    void close() {
        tails.close();
    }

    @Test
    void tellsOfARecordAndHoldsIt() throws Exception {
        tails.start();
        CompletableFuture<Void> reached = beyond(7);
        atPoll = once(consumer -> consumer.addRecord(Fetched.record(7, 0, 100)));

        reached.get(20, TimeUnit.SECONDS);

        TailPage page =
                tails.find(Fetched.from(7)).orElseThrow().read(Fetched.from(7)).orElseThrow();
        assertThat(Fetched.offsets(page)).containsExactly(7L);
        assertThat(page.nextOffset()).isEqualTo(8);
        assertThat(tails.used()).isPositive();
    }

    @Test
    void aFaultSendsWaitersToReadAndTheNextConsumerFollowsOn() throws Exception {
        atPoll = consumer -> {
            throw new AssertionError("a fault");
        };
        tails.start();
        beyond(7).get(20, TimeUnit.SECONDS);
        atPoll = once(consumer -> consumer.addRecord(Fetched.record(7, 0, 100)));

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
        tails.start();

        long begun = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            beyond(7).get(20, TimeUnit.SECONDS);
        }

        assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1900));
    }

    @Test
    void anOffsetThatIsGoneSendsItsReadersAwayAndNobodyElse() throws Exception {
        tails.start();
        CompletableFuture<Void> other = tails.beyond(ORDERS, Fetched.LIFE, 1, 3);
        CompletableFuture<Void> lost = beyond(7);
        atPoll = consumer -> {
            if (consumer.assignment().contains(PARTITION)) {
                throw new OffsetOutOfRangeException(Map.of(PARTITION, 7L));
            }
        };

        lost.get(20, TimeUnit.SECONDS);

        assertThat(other).isNotDone();
        assertThat(tails.find(Fetched.from(7))).isEmpty();
        assertThat(made).hasSize(1);
    }

    @Test
    void aNewStreamOfTheSameNameHasARingAndAConsumerOfItsOwn() throws Exception {
        tails.start();
        CompletableFuture<Void> reached = beyond(7);
        atPoll = once(consumer -> consumer.addRecord(Fetched.record(7, 0, 100)));
        reached.get(20, TimeUnit.SECONDS);
        CompletableFuture<Void> before = beyond(8);

        CompletableFuture<Void> after = tails.beyond(ORDERS, "next life", 0, 0);
        before.get(20, TimeUnit.SECONDS);
        atPoll = once(consumer -> consumer.addRecord(Fetched.record(0, 0, 1)));
        after.get(20, TimeUnit.SECONDS);

        assertThat(made).hasSize(2);
        assertThat(made.get(0).closed()).isTrue();
        assertThat(tails.find(Fetched.from(7))).isEmpty();
        ReadRequest next = new ReadRequest(ORDERS, "next life", 0, 0, ReadRequest.NO_END, Instant.EPOCH, 10, 1000);
        assertThat(Fetched.offsets(tails.find(next).orElseThrow().read(next).orElseThrow()))
                .containsExactly(0L);
    }

    @Test
    void aStreamThatIsNotKeptIsLetGo() throws Exception {
        tails.start();
        CompletableFuture<Void> waiting = beyond(7);

        tails.retain((topic, incarnation) -> !topic.equals(ORDERS.value()));

        waiting.get(20, TimeUnit.SECONDS);
        assertThat(tails.count()).isZero();
    }

    @Test
    void nobodyWaitsForTailsThatAreClosed() throws Exception {
        tails.start();
        CompletableFuture<Void> before = beyond(7);
        tails.close();

        before.get(20, TimeUnit.SECONDS);
        beyond(7).get(20, TimeUnit.SECONDS);
        assertThat(made).allMatch(MockConsumer::closed);
        assertThat(tails.used()).isZero();
    }

    private CompletableFuture<Void> beyond(long offset) {
        return tails.beyond(ORDERS, Fetched.LIFE, 0, offset);
    }

    private Consumer<MockConsumer<byte[], ByteBuffer>> once(Consumer<MockConsumer<byte[], ByteBuffer>> action) {
        return consumer -> {
            atPoll = nothing -> {};
            action.accept(consumer);
        };
    }

    private MockConsumer<byte[], ByteBuffer> consumer() {
        MockConsumer<byte[], ByteBuffer> consumer = new MockConsumer<>("none") {
            @Override
            public synchronized ConsumerRecords<byte[], ByteBuffer> poll(Duration timeout) {
                if (!assignment().isEmpty()) {
                    atPoll.accept(this);
                }
                return super.poll(timeout);
            }
        };
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L, new TopicPartition(ORDERS.value(), 1), 0L));
        made.add(consumer);
        return consumer;
    }
}
