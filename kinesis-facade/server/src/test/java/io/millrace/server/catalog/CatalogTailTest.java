package io.millrace.server.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.FactCodec;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.UnknownFactException;
import io.millrace.server.kinesis.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CatalogTailTest {

    private static final TopicPartition PARTITION = new TopicPartition("catalog", 0);
    private static final StreamFact ORDERS = Streams.active("orders");
    private static final StreamFact AUDIT = Streams.active("audit");

    /** What the next consumers read; the tail waits for one. */
    private final BlockingQueue<MockConsumer<byte[], byte[]>> consumers = new ArrayBlockingQueue<>(10);

    private final CatalogTail tail = new CatalogTail(
            () -> {
                try {
                    return consumers.take();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            },
            "catalog");

    @AfterEach
    void close() {
        consumers.add(new MockConsumer<>("none"));
        tail.close();
    }

    @Test
    void whatKafkaRefusesIsAskedAgainAndTheLastImageStandsMeanwhile() throws Exception {
        MockConsumer<byte[], byte[]> first = log(record(0, ORDERS));
        MockConsumer<byte[], byte[]> refused = log();
        refused.setPollException(new CorruptRecordException("one bad batch"));
        List<CatalogImage> heard = new ArrayList<>();
        consumers.add(first);
        tail.start();
        await(1);
        tail.onChange(heard::add);
        assertThat(tail.trouble()).isEmpty();

        CompletableFuture<CatalogImage> waiting = tail.reach(2).toCompletableFuture();
        fail(first, new TopicAuthorizationException("catalog"));
        consumers.add(refused);
        awaitTrouble("TopicAuthorizationException");
        assertThat(tail.image().streams()).containsOnlyKeys(ORDERS.name());
        awaitTrouble("CorruptRecordException");
        consumers.add(log(record(0, ORDERS), record(1, AUDIT)));

        assertThat(waiting.get(20, TimeUnit.SECONDS).streams()).containsOnlyKeys(ORDERS.name(), AUDIT.name());
        awaitNoTrouble();
        assertThat(heard.get(heard.size() - 1)).isSameAs(tail.image());
        assertThat(first.closed()).isTrue();
        assertThat(refused.closed()).isTrue();
    }

    @Test
    void aLogThatWasCutIsReadAfresh() throws Exception {
        MockConsumer<byte[], byte[]> first = log(record(0, ORDERS), record(1, AUDIT));
        consumers.add(first);
        tail.start();
        await(2);
        fail(first, new OffsetOutOfRangeException(Map.of(PARTITION, 2L)));
        consumers.add(log(record(0, AUDIT)));
        awaitTrouble("OffsetOutOfRangeException");
        awaitNoTrouble();

        assertThat(tail.image().streams()).containsOnlyKeys(AUDIT.name());
    }

    @Test
    void aFactThatIsNotUnderstoodIsRefusedForGood() {
        consumers.add(log(new ConsumerRecord<>("catalog", 0, 0, bytes("delivery/orders"), bytes("{}"))));
        CompletableFuture<CatalogImage> waiting = tail.reach(1).toCompletableFuture();
        tail.start();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(UnknownFactException.class);
        assertThat(tail.trouble().orElseThrow()).contains("'delivery/orders'").contains("Upgrade");
        assertThat(tail.image()).isSameAs(CatalogImage.EMPTY);
        assertThat(tail.reach(1)).isCompletedExceptionally();
    }

    @Test
    void aRecordWithoutAKeyIsRefused() {
        consumers.add(log(new ConsumerRecord<>("catalog", 0, 0, null, bytes("{}"))));
        CompletableFuture<CatalogImage> waiting = tail.reach(1).toCompletableFuture();
        tail.start();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(UnknownFactException.class);
    }

    /** The records, and nothing behind them. */
    @SafeVarargs
    private static MockConsumer<byte[], byte[]> log(ConsumerRecord<byte[], byte[]>... records) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) records.length));
        consumer.schedulePollTask(() -> List.of(records).forEach(consumer::addRecord));
        return consumer;
    }

    /** The tail polls without a pause: its next poll may be any. */
    private static void fail(MockConsumer<?, ?> consumer, KafkaException e) {
        consumer.schedulePollTask(() -> consumer.setPollException(e));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, StreamFact fact) {
        return new ConsumerRecord<>("catalog", 0, offset, bytes(fact.key().value()), new FactCodec().encode(fact));
    }

    private void await(long offset) throws Exception {
        tail.reach(offset).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void awaitTrouble(String reason) {
        while (tail.trouble().filter(trouble -> trouble.contains(reason)).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private void awaitNoTrouble() {
        while (!tail.trouble().equals(Optional.empty())) {
            Thread.onSpinWait();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
