package io.millrace.server.kafka;

import io.millrace.server.reshard.Heartbeat;
import io.millrace.server.reshard.NodesLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log on which nodes tell each other what must be known at once and need not be kept: a topic of one partition, kept for minutes.
 * The key of a heartbeat is the node's incarnation, that of a claim its subject behind a word; a claim's value is its id.
 */
public final class NodesTopic implements NodesLog, ClaimsLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodesTopic.class);
    private static final String CLAIM = "claim ";
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    /** The longest lease that a node may be configured with. */
    private static final Duration UNREADABLE_LEASE = Duration.ofMinutes(1);

    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final HeartbeatCodec codec = new HeartbeatCodec();
    private final OffsetWaiters waiters = new OffsetWaiters();
    private final Thread thread = new Thread(this::run, "nodes-tail");
    private volatile Consumer<Heartbeat> listener = heartbeat -> {};
    private volatile BiConsumer<Claim, Instant> claims = (claim, at) -> {};
    private volatile boolean closed;

    /**
     * @param producer acknowledged by all in-sync replicas, in order; this object closes it
     * @param consumer unassigned; this object closes it
     */
    public NodesTopic(
            Admin admin, KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer, String topic) {
        this.admin = admin;
        this.producer = producer;
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        thread.setDaemon(true);
    }

    /** Makes the topic unless it is there. */
    public CompletionStage<Void> ensure(Optional<Short> replicationFactor, Map<String, String> extraConfig) {
        NewTopic topic = new NewTopic(partition.topic(), Optional.of(1), replicationFactor);
        Map<String, String> config = new HashMap<>(extraConfig);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        // One clock for all nodes' claims.
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(KEPT.toMillis()));
        config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(KEPT.toMillis()));
        topic.configs(config);
        return admin.createTopics(List.of(topic)).all().toCompletionStage().handle((made, e) -> {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            if (cause != null && !(cause instanceof TopicExistsException)) {
                throw new CompletionException(cause);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> append(Heartbeat heartbeat) {
        return append(heartbeat.incarnation(), codec.encode(heartbeat));
    }

    @Override
    public CompletionStage<Void> append(Claim claim) {
        return append(CLAIM + claim.subject(), claim.id().getBytes(StandardCharsets.UTF_8));
    }

    private CompletionStage<Void> append(String key, byte[] value) {
        CompletableFuture<Void> appended = new CompletableFuture<>();
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(partition.topic(), 0, keyBytes, value), (metadata, e) -> {
                if (e == null) {
                    appended.complete(null);
                } else {
                    appended.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) {
            appended.completeExceptionally(e);
        }
        return appended;
    }

    @Override
    public CompletionStage<Void> readToEnd() {
        // The high watermark: a transaction is never open on this topic.
        return UntilKnown.ask(() -> admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .toCompletionStage())
                .thenCompose(end -> waiters.reach(end.offset()));
    }

    @Override
    public void follow(Consumer<Heartbeat> heartbeats) {
        listener = heartbeats;
        thread.start();
    }

    @Override
    public void followClaims(BiConsumer<Claim, Instant> listener) {
        claims = listener;
    }

    private void run() {
        try (consumer) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!closed) {
                pollOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("the heartbeats are no longer followed");
        } finally {
            waiters.fail(new IllegalStateException("the node is stopping"));
        }
    }

    private void pollOnce() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                read(record);
            }
            waiters.reached(consumer.position(partition));
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the heartbeats cannot be read now");
            pause();
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (key.startsWith(CLAIM)) {
            String id = new String(record.value(), StandardCharsets.UTF_8);
            claims.accept(new Claim(key.substring(CLAIM.length()), id), Instant.ofEpochMilli(record.timestamp()));
        } else {
            listener.accept(codec.decode(key, record.value(), UNREADABLE_LEASE));
        }
    }

    private synchronized void pause() {
        try {
            if (!closed) {
                wait(PAUSE_AFTER_FAILURE.toMillis());
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }
}
