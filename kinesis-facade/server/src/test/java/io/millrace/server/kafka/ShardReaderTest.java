package io.millrace.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ShardReaderTest {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private static final int PAGE_BYTES = 1 << 20;

    private final List<MockConsumer<byte[], ByteBuffer>> made = new ArrayList<>();
    private Runnable atFirstPoll = () -> {};

    @Test
    void aReadThatEndsInAnErrorLeavesNoConsumerBehind() {
        try (ShardReader reader = new ShardReader(this::consumer, PAGE_BYTES, 1, 10, Duration.ofSeconds(5))) {
            atFirstPoll = () -> {
                throw new AssertionError("a fault");
            };
            CompletableFuture<ReadResult> failed = read(reader);
            assertThat(failed).failsWithin(Duration.ofSeconds(10));
            atFirstPoll = () -> {};

            assertThat(read(reader).join().records()).hasSize(1);
            assertThat(made).hasSize(2);
            assertThat(made.get(0).closed()).isTrue();
            assertThat(made.get(1).closed()).isFalse();
        }
    }

    @Test
    void aPartitionThatKafkaDoesNotKnowIsNoticedLongBeforePatienceEnds() {
        try (ShardReader reader = new ShardReader(
                number -> new MockConsumer<>("none") {
                    @Override
                    public OptionalLong currentLag(TopicPartition partition) {
                        return OptionalLong.empty();
                    }
                },
                PAGE_BYTES,
                1,
                10,
                Duration.ofMinutes(5))) {
            assertThat(read(reader))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(PartitionUnavailableException.class)
                    .withMessageContaining("orders-0");
        }
    }

    @Test
    void aConsumerThatCannotBeMadeCountsForNothing() {
        List<Integer> numbers = new ArrayList<>();
        try (ShardReader reader = new ShardReader(
                number -> {
                    numbers.add(number);
                    if (numbers.size() == 1) {
                        throw new OutOfMemoryError("a fault");
                    }
                    return consumer(number);
                },
                PAGE_BYTES,
                1,
                10,
                Duration.ofSeconds(5))) {
            assertThat(read(reader)).failsWithin(Duration.ofSeconds(10));

            assertThat(read(reader).join().records()).hasSize(1);
            assertThat(numbers).containsExactly(0, 0);
        }
    }

    @Test
    void aPageIsNoLargerThanItsReaderMayMakeIt() {
        try (ShardReader reader = new ShardReader(this::twoRecords, 1, 1, 10, Duration.ofSeconds(5))) {
            assertThat(read(reader).join().records()).hasSize(1);
        }
    }

    private Consumer<byte[], ByteBuffer> twoRecords(int number) {
        MockConsumer<byte[], ByteBuffer> consumer = new MockConsumer<>("none");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
        consumer.schedulePollTask(() -> {
            for (int offset = 0; offset < 2; offset++) {
                consumer.addRecord(
                        new ConsumerRecord<>("orders", 0, offset, new byte[0], ByteBuffer.wrap(new byte[1])));
            }
        });
        return consumer;
    }

    private CompletableFuture<ReadResult> read(ShardReader reader) {
        return reader.read(new ReadRequest(
                        new StreamName("orders"), "life", 0, 0, ReadRequest.NO_END, Instant.ofEpochMilli(-1), 10, 1000))
                .toCompletableFuture();
    }

    /** Holds one record of the partition. */
    private Consumer<byte[], ByteBuffer> consumer(int number) {
        MockConsumer<byte[], ByteBuffer> consumer = new MockConsumer<>("none");
        made.add(consumer);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 1L));
        consumer.schedulePollTask(atFirstPoll);
        consumer.schedulePollTask(() ->
                consumer.addRecord(new ConsumerRecord<>("orders", 0, 0, new byte[0], ByteBuffer.wrap(new byte[1]))));
        return consumer;
    }
}
