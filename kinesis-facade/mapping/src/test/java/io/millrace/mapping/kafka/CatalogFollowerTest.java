package io.millrace.mapping.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.FactCodec;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CatalogFollowerTest {

    private static final TopicPartition PARTITION = new TopicPartition("catalog", 0);
    private static final StreamFact ORDERS = stream("orders");
    private static final StreamFact AUDIT = stream("audit");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Log log = new Log();
    private CatalogFollower follower = follower(log, LONG);

    @AfterEach
    void close() {
        follower.close();
    }

    @Test
    void whatTheCatalogSaysIsKnownOnceItWasReadToItsEnd() {
        log.append(ORDERS);
        follower.start();

        assertThat(find(ORDERS, LONG)).isEqualTo(ORDERS.incarnation());
    }

    @Test
    void whatItDoesNotSayIsWaitedForUntilTheDeadline() {
        log.append(ORDERS);
        follower.start();
        find(ORDERS, LONG);

        assertThatThrownBy(() -> find(AUDIT, Duration.ofMillis(20)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("no stream audit");
    }

    @Test
    void whatComesLaterEndsTheWait() throws Exception {
        follower.start();
        Thread later = new Thread(() -> log.append(AUDIT));
        later.start();

        assertThat(find(AUDIT, LONG)).isEqualTo(AUDIT.incarnation());
        later.join();
    }

    @Test
    void aProofHoldsEverythingThatWasCommittedBefore() {
        log.append(ORDERS);
        follower.start();
        find(ORDERS, LONG);
        log.append(AUDIT);

        follower.prove(deadline(LONG));

        assertThat(find(AUDIT, Duration.ZERO)).isEqualTo(AUDIT.incarnation());
    }

    @Test
    void whoAsksForTheNewestGetsEverythingThatWasCommittedBefore() throws Exception {
        follower.start();
        for (StreamFact next : List.of(ORDERS, AUDIT)) {
            log.append(next);
            CompletableFuture<CatalogImage> one = follower.newest();
            CompletableFuture<CatalogImage> other = follower.newest();

            assertThat(one.get(20, TimeUnit.SECONDS).stream(next.name())).isPresent();
            assertThat(other.get(20, TimeUnit.SECONDS).stream(next.name())).isPresent();
        }
    }

    @Test
    void whoAsksForTheNewestIsToldWhatHindersAndMayAskAgain() throws Exception {
        log.refuse();
        follower.start();

        assertThatThrownBy(() -> follower.newest().get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("topic catalog")
                .hasMessageContaining("refused");
        log.allow();
        log.append(ORDERS);

        assertThat(eventually().stream(ORDERS.name())).isPresent();
    }

    /** A question that was asked too early is answered with the trouble. */
    private CatalogImage eventually() throws Exception {
        while (true) {
            try {
                return follower.newest().get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(TimeoutException.class);
            }
        }
    }

    @Test
    void aCatalogThatCannotBeReadIsNamedWithTheReason() {
        CatalogFollower refused = follower(
                () -> {
                    throw new KafkaException("no entry");
                },
                LONG);
        refused.start();
        try {
            assertThatThrownBy(
                            () -> refused.await(image -> Optional.empty(), deadline(Duration.ofMillis(200)), () -> ""))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("topic catalog")
                    .hasMessageContaining("no entry");
        } finally {
            refused.close();
        }
    }

    @Test
    void anImageThatIsTooOldIsNotUsed() {
        follower = follower(log, Duration.ofMillis(300));
        log.append(ORDERS);
        follower.start();
        find(ORDERS, LONG);
        log.refuse();

        long end = deadline(LONG);
        while (System.nanoTime() < end) {
            try {
                find(ORDERS, Duration.ZERO);
            } catch (TimeoutException e) {
                if (e.getMessage().contains("cannot be read") && e.getMessage().contains("refused")) {
                    return;
                }
            }
        }
        throw new AssertionError("the last image is still used");
    }

    @Test
    void aFactThatIsNotUnderstoodFailsEverySend() {
        log.append("delivery/orders", bytes("{}"));
        follower.start();

        assertThatThrownBy(() -> find(ORDERS, LONG))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining("'delivery/orders'");
        assertThat(follower.newest())
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(UnsupportedVersionException.class);
    }

    private String find(StreamFact stream, Duration patience) {
        return follower.await(
                image -> image.stream(stream.name()).map(found -> found.fact().incarnation()),
                deadline(patience),
                () -> "no stream " + stream.name());
    }

    private static CatalogFollower follower(Supplier<Consumer<byte[], byte[]>> consumers, Duration maxAge) {
        return new CatalogFollower(consumers, "catalog", maxAge);
    }

    private static long deadline(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }

    private static StreamFact stream(String name) {
        return StreamFact.creating(
                new StreamName(name), "incarnation-of-" + name, Instant.EPOCH, StreamMode.PROVISIONED);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** A catalog that grows while it is read, until Kafka refuses it. */
    private static final class Log implements Supplier<Consumer<byte[], byte[]>> {

        private final Reader reader = new Reader();
        private long end;
        private volatile boolean refused;

        Log() {
            reader.assign(List.of(PARTITION));
            reader.updateBeginningOffsets(Map.of(PARTITION, 0L));
            reader.updateEndOffsets(Map.of(PARTITION, 0L));
        }

        void append(StreamFact fact) {
            append(fact.key().value(), new FactCodec().encode(fact));
        }

        synchronized void append(String key, byte[] value) {
            reader.addRecord(new ConsumerRecord<>("catalog", 0, end++, bytes(key), value));
            reader.updateEndOffsets(Map.of(PARTITION, end));
        }

        void refuse() {
            refused = true;
        }

        void allow() {
            refused = false;
        }

        @Override
        public Consumer<byte[], byte[]> get() {
            if (refused) {
                throw new KafkaException("refused");
            }
            return reader;
        }

        private final class Reader extends MockConsumer<byte[], byte[]> {

            Reader() {
                super("none");
            }

            @Override
            public void assign(Collection<TopicPartition> partitions) {
                // A second assignment of the same would forget what was added.
                if (assignment().isEmpty()) {
                    super.assign(partitions);
                }
            }

            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                return super.poll(timeout);
            }

            @Override
            public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
                if (refused) {
                    throw new KafkaException("refused");
                }
                return super.endOffsets(partitions, timeout);
            }
        }
    }
}
