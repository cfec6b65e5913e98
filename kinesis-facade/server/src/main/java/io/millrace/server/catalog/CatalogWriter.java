package io.millrace.server.catalog;

import io.millrace.mapping.catalog.Change;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes in transactions of the catalog's one transactional id. To take that id fences every other writer, so a
 * commit that succeeds proves that nobody else wrote since this writer took it. Not thread-safe.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-98">KIP-98</a>
 */
final class CatalogWriter implements AutoCloseable {

    private final String topic;
    private final Supplier<KafkaProducer<byte[], byte[]>> producers;
    private final CatalogRecords records;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** @param producers makes producers with the catalog's transactional id, not yet initialised */
    CatalogWriter(String topic, Supplier<KafkaProducer<byte[], byte[]>> producers) {
        this.topic = topic;
        this.producers = producers;
        this.records = new CatalogRecords(topic);
    }

    /** Whether this writer took the catalog and has not noticed that another did since. */
    boolean holds() {
        return producer != null;
    }

    /**
     * Takes the catalog, unless this writer still has it. Whoever reads the log to its end after this has seen every
     * change that can come before its own.
     */
    void take() {
        if (producer == null) {
            KafkaProducer<byte[], byte[]> fresh = producers.get();
            try {
                fresh.initTransactions();
            } catch (RuntimeException e) {
                fresh.close(Duration.ZERO);
                throw e;
            }
            producer = fresh;
        }
    }

    /**
     * Writes the changes in one transaction.
     *
     * @param transaction its name, of which there is no other
     * @return the offset behind the last of them. That the transaction is committed does not mean that readers see it
     *     already: Kafka writes the markers a moment later.
     * @throws KafkaException if they may not have been written; the catalog must then be taken again
     */
    long write(List<Change> changes, String transaction) {
        KafkaProducer<byte[], byte[]> taken = producer;
        if (taken == null) {
            throw new IllegalStateException("take() comes first");
        }
        try {
            taken.beginTransaction();
            Future<RecordMetadata> last = null;
            for (ProducerRecord<byte[], byte[]> record : records.encode(changes, transaction)) {
                last = taken.send(record);
            }
            taken.commitTransaction();
            return Objects.requireNonNull(last, "no changes").get().offset() + 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            release();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException e) {
            release();
            throw new KafkaException("a fact could not be written", e);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    /** Lets the catalog go. The next {@link #take} settles what was left open. */
    void release() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @Override
    public void close() {
        release();
    }

    @Override
    public String toString() {
        return "CatalogWriter[" + topic + "]";
    }
}
