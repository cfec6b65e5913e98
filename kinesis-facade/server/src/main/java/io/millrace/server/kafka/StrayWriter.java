package io.millrace.server.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Carries the strays of one stream on, each together with the position behind it, in transactions of the stream's
 * transactional id: to take it fences whoever had it, so that no two carry the same record. Not thread-safe.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-98">KIP-98</a>
 */
public final class StrayWriter implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;

    /** A stray and where it goes. */
    public record Carried(StrayRecord record, String origin, int partition) {}

    /** Kafka does not take this record again. The transaction was aborted. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Carried record;

        RefusedException(Carried record, Throwable cause) {
            super(cause);
            this.record = record;
        }

        public Carried record() {
            return record;
        }
    }

    /**
     * @param producer with the stream's transactional id, not yet initialised; this object closes it
     * @param group under which positions are committed
     */
    public StrayWriter(Producer<byte[], byte[]> producer, String group) {
        this.producer = producer;
        this.group = new ConsumerGroupMetadata(group);
    }

    /** Settles what others have begun, and fences them. Whoever reads positions after this has seen every one but its own. */
    public void take() {
        producer.initTransactions();
    }

    /**
     * Appends the records and commits the positions, both or neither.
     *
     * @param mayCommit asked when Kafka has every record, before the transaction is committed
     * @return false if it was aborted because it might not be committed
     * @throws KafkaException if the outcome is not known: this writer is of no use any more
     */
    public boolean carry(List<Carried> records, Map<StreamPartition, Long> positions, BooleanSupplier mayCommit)
            throws RefusedException {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        for (Carried each : records) {
            sent.add(producer.send(each.record().to(each.partition(), each.origin())));
        }
        producer.flush();
        for (int i = 0; i < sent.size(); i++) {
            requireSent(records.get(i), sent.get(i));
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((partition, next) ->
                offsets.put(partition.inKafka(), new OffsetAndMetadata(next, partition.incarnation())));
        producer.sendOffsetsToTransaction(offsets, group);
        if (!mayCommit.getAsBoolean()) {
            producer.abortTransaction();
            return false;
        }
        producer.commitTransaction();
        return true;
    }

    private void requireSent(Carried record, Future<RecordMetadata> sent) throws RefusedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                producer.abortTransaction();
                throw new RefusedException(record, e.getCause());
            }
            throw new KafkaException("a stray could not be carried on: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** What is left open, the next one to take the stream settles. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
