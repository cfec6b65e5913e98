package io.millrace.server.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One consumer at one place of one partition. It keeps what it fetched and did not return, so that a reader who goes on
 * where he stopped pays for no fetch twice. Not thread-safe: a read borrows it.
 */
final class PartitionCursor implements AutoCloseable {

    private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final byte[] NO_KEY = new byte[0];
    private static final Duration STEP = Duration.ofMillis(20);

    /** So long may a broker be silent, or be the last to hear of a new topic, before it is asked whether there is one. */
    private static final Duration DOUBT = Duration.ofMillis(500);

    private final Consumer<byte[], ByteBuffer> consumer;
    private final Duration patience;
    private final Deque<ConsumerRecord<byte[], ByteBuffer>> fetched = new ArrayDeque<>();
    private @Nullable TopicPartition partition;
    private String incarnation = "";
    private long next = -1;

    /** @param patience how long a read may wait for a first answer of the broker */
    PartitionCursor(Consumer<byte[], ByteBuffer> consumer, Duration patience) {
        this.consumer = consumer;
        this.patience = patience;
    }

    boolean isAt(ReadRequest request) {
        return next == request.fromOffset() && isOn(request);
    }

    private boolean isOn(ReadRequest request) {
        return partition != null
                && partition.partition() == request.partition()
                && partition.topic().equals(request.topic())
                && incarnation.equals(request.incarnation());
    }

    ReadResult read(ReadRequest request) {
        place(request);
        List<StoredRecord> found = new ArrayList<>();
        int bytes = 0;
        while (next < request.endOffset()) {
            if (fetched.isEmpty() && !found.isEmpty() && isCaughtUp()) {
                break;
            }
            if (fetched.isEmpty() && !fetch()) {
                break;
            }
            ConsumerRecord<byte[], ByteBuffer> head = fetched.peek();
            if (head == null) {
                continue;
            }
            if (head.offset() >= request.endOffset()) {
                next = request.endOffset();
                break;
            }
            if (head.timestamp() < request.notBefore().toEpochMilli()) {
                passOver(request, head);
                continue;
            }
            StoredRecord record = stored(head);
            if (found.size() == request.maxRecords()
                    || (!found.isEmpty() && bytes + record.size() > request.maxBytes())) {
                break;
            }
            fetched.remove();
            found.add(record);
            bytes += record.size();
            next = fetched.isEmpty() ? position() : head.offset() + 1;
        }
        boolean atEnd = next >= request.endOffset() || (fetched.isEmpty() && isCaughtUp());
        return new ReadResult(Compaction.of(found), next, atEnd, timestampBehind(request));
    }

    /** Goes to where the request starts, unless it is there. */
    private void place(ReadRequest request) {
        if (isAt(request)) {
            return;
        }
        if (!isOn(request)) {
            incarnation = request.incarnation();
            partition = new TopicPartition(request.topic(), request.partition());
            consumer.assign(List.of(partition));
        }
        seek(request.fromOffset());
    }

    private void seek(long offset) {
        fetched.clear();
        consumer.seek(assigned(), offset);
        next = offset;
    }

    /** Whether the broker's last answer said that nothing committed lies ahead of what was fetched. */
    private boolean isCaughtUp() {
        OptionalLong lag = consumer.currentLag(assigned());
        return lag.isPresent() && lag.getAsLong() == 0;
    }

    /** Brings records or moves on; false at the end of what is committed. */
    private boolean fetch() {
        long begun = System.nanoTime();
        boolean doubted = false;
        while (System.nanoTime() - begun < patience.toNanos()) {
            if (!doubted && System.nanoTime() - begun > DOUBT.toNanos()) {
                doubted = true;
                requireKnown();
            }
            try {
                ConsumerRecords<byte[], ByteBuffer> batch = consumer.poll(STEP);
                batch.records(assigned()).forEach(fetched::add);
            } catch (OffsetOutOfRangeException e) {
                return recover();
            }
            if (!fetched.isEmpty()) {
                return true;
            }
            long position = position();
            if (position > next) {
                next = position;
                return true;
            }
            if (isCaughtUp()) {
                return false;
            }
        }
        throw new PartitionUnavailableException("no answer for " + partition + " within " + patience);
    }

    /** A consumer waits for a partition that is gone as it waits for one that is slow. */
    private void requireKnown() {
        try {
            boolean known = consumer.partitionsFor(assigned().topic(), patience).stream()
                    .anyMatch(info -> info.partition() == assigned().partition());
            if (!known) {
                throw new PartitionUnavailableException("Kafka knows no partition " + partition);
            }
        } catch (TimeoutException e) {
            throw new PartitionUnavailableException("no answer for " + partition, e);
        }
    }

    /**
     * Kafka has trimmed the log beyond where we stood: go on at its beginning. Or the position lies ahead of its end, because
     * a client made it up or the log lost its end: go on with what is appended from now on.
     */
    private boolean recover() {
        long begin = consumer.beginningOffsets(List.of(assigned())).get(assigned());
        seek(begin > next ? begin : consumer.endOffsets(List.of(assigned())).get(assigned()));
        return true;
    }

    /** Jumps behind what is past retention instead of fetching all of it. */
    private void passOver(ReadRequest request, ConsumerRecord<byte[], ByteBuffer> expired) {
        fetched.remove();
        next = expired.offset() + 1;
        ConsumerRecord<byte[], ByteBuffer> following = fetched.peekLast();
        if (following != null && following.timestamp() >= request.notBefore().toEpochMilli()) {
            return;
        }
        OffsetAndTimestamp first = consumer.offsetsForTimes(
                        Map.of(assigned(), request.notBefore().toEpochMilli()))
                .get(assigned());
        if (first == null) {
            next = fetched.isEmpty() ? position() : fetched.getLast().offset() + 1;
            fetched.clear();
            consumer.seek(assigned(), next);
        } else if (first.offset() > next) {
            seek(first.offset());
        }
    }

    private OptionalLong timestampBehind(ReadRequest request) {
        ConsumerRecord<byte[], ByteBuffer> head = fetched.peek();
        return head == null || head.offset() >= request.endOffset()
                ? OptionalLong.empty()
                : OptionalLong.of(head.timestamp());
    }

    private long position() {
        return consumer.position(assigned());
    }

    private TopicPartition assigned() {
        if (partition == null) {
            throw new IllegalStateException("no partition is assigned yet");
        }
        return partition;
    }

    private static StoredRecord stored(ConsumerRecord<byte[], ByteBuffer> record) {
        return new StoredRecord(
                record.offset(),
                record.timestamp(),
                record.key() == null ? NO_KEY : record.key(),
                record.value() == null ? NO_DATA : record.value());
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
