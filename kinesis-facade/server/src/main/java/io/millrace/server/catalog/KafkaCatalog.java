package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.concurrent.DaemonThreads;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.kafka.KafkaClients;
import io.millrace.server.kafka.UntilKnown;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog on its topic. A change takes the catalog, reads to the end of the log, decides, and writes; one that loses
 * the catalog to another node in between decides again, a bounded number of times.
 */
public final class KafkaCatalog implements Catalog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaCatalog.class);
    private static final int ATTEMPTS = 8;
    private static final int WAITING_CHANGES = 1_000;

    /** Whoever asked for a change has been told by then that it failed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private final CatalogTail tail;
    private final CatalogWriter writer;
    private final CatalogEnd end;
    private final Duration patience;
    private final ExecutorService changes = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_CHANGES), new DaemonThreads("catalog-writer"));

    /** The offset behind the last committed record of the catalog, asked of Kafka now. */
    @FunctionalInterface
    interface CatalogEnd {
        CompletionStage<Long> fetch();
    }

    private KafkaCatalog(CatalogTail tail, CatalogWriter writer, CatalogEnd end, Duration patience) {
        this.tail = tail;
        this.writer = writer;
        this.end = end;
        this.patience = patience;
    }

    /**
     * Opens the catalog of a cluster, making its topic if this is the first node, and reads it.
     *
     * @param replicationFactor of the topic; empty: the brokers' default
     * @param patience how long a change may wait for Kafka, each time that it asks
     * @throws CatalogUnreadableException if the catalog cannot be read, or not be understood
     */
    public static KafkaCatalog open(
            KafkaClients clients,
            Admin admin,
            String topic,
            Optional<Short> replicationFactor,
            Map<String, String> topicConfig,
            Duration patience) {
        CatalogTopic catalogTopic = new CatalogTopic(admin, topic);
        CatalogTail tail = new CatalogTail(() -> clients.tailConsumer("catalog"), topic);
        // One transactional id for all nodes of a catalog: to take it fences the others. Other catalogs have other ids.
        CatalogWriter writer = new CatalogWriter(topic, () -> clients.transactionalProducer(topic));
        KafkaCatalog catalog = new KafkaCatalog(tail, writer, catalogTopic, patience);
        try {
            catalog.await(catalogTopic.ensure(replicationFactor, topicConfig));
            catalog.start();
        } catch (Unreachable e) {
            catalog.close();
            throw new CatalogUnreadableException(topic, tail.trouble().orElse(e.reason()), e);
        } catch (RuntimeException e) {
            catalog.close();
            throw e;
        }
        return catalog;
    }

    /** Starts to follow the log, and returns when this node has read all that is in it now. */
    private void start() {
        tail.start();
        await(UntilKnown.ask(end::fetch).thenCompose(tail::reach));
    }

    @Override
    public CatalogImage image() {
        return tail.image();
    }

    @Override
    public CompletionStage<CatalogImage> nextChange() {
        return tail.nextChange();
    }

    @Override
    public void onChange(Consumer<CatalogImage> listener) {
        tail.onChange(listener);
    }

    @Override
    public CompletionStage<CatalogImage> readToEnd() {
        return end.fetch().thenCompose(tail::reach);
    }

    /** Why this node does not know the newest state; empty while it follows the catalog. */
    public Optional<String> trouble() {
        return tail.trouble();
    }

    @Override
    public <R> CompletionStage<R> change(Decision<R> decision) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            changes.execute(() -> {
                try {
                    if (System.nanoTime() > deadline) {
                        throw AwsError.serviceUnavailable("The stream catalog cannot be written in time.")
                                .asException();
                    }
                    answer.complete(decideAndWrite(decision));
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    AwsError.serviceUnavailable("Too many changes wait for Kafka, or this node is stopping.")
                            .asException());
        }
        return answer;
    }

    private <R> R decideAndWrite(Decision<R> decision) {
        InDoubt<R> inDoubt = new InDoubt<>();
        for (int attempt = 1; ; attempt++) {
            tail.trouble().ifPresent(reason -> {
                throw AwsError.serviceUnavailable("This node is not ready: " + reason)
                        .asException();
            });
            try {
                return decideAndWriteOnce(decision, inDoubt);
            } catch (AwsException e) {
                throw e;
            } catch (KafkaException | Unreachable e) {
                writer.release();
                LOG.atWarn()
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("cause", e.toString())
                        .log("a catalog change may not have been written");
                if (attempt == ATTEMPTS) {
                    throw AwsError.serviceUnavailable("The stream catalog cannot be written: Kafka does not answer.")
                            .asException();
                }
                pause(attempt);
            }
        }
    }

    private <R> R decideAndWriteOnce(Decision<R> decision, InDoubt<R> inDoubt) {
        if (!writer.holds() && inDoubt.isEmpty()) {
            // To take the catalog fences the other nodes: not where there is nothing to write.
            Decision.Outcome<R> outcome = decision.decide(await(readToEnd()));
            if (outcome.changes().isEmpty()) {
                return outcome.answer();
            }
        }
        writer.take();
        CatalogImage image = await(readToEnd());
        Optional<R> written = inDoubt.answerIfWritten(tail::hasRead);
        if (written.isPresent()) {
            return written.get();
        }
        Decision.Outcome<R> outcome = decision.decide(image);
        if (!outcome.changes().isEmpty()) {
            String transaction = inDoubt.write(outcome.answer());
            await(tail.reach(writer.write(outcome.changes(), transaction)));
        }
        return outcome.answer();
    }

    /** Nodes that fence one another must not do so in step. */
    private static void pause(int attempt) {
        long most = FIRST_PAUSE.toNanos() << attempt;
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
    }

    private <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException | TimeoutException e) {
            throw new Unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(e);
        }
    }

    /** The end of the log could not be reached in time. */
    private static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(Throwable cause) {
            super("the end of the catalog could not be reached", cause);
        }

        String reason() {
            return getCause() instanceof ExecutionException failed
                    ? String.valueOf(Failures.cause(failed.getCause()).getMessage())
                    : "Kafka does not answer in time.";
        }
    }

    @Override
    public void close() {
        changes.shutdown();
        try {
            if (!changes.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                changes.shutdownNow();
            }
        } catch (InterruptedException e) {
            changes.shutdownNow();
            Thread.currentThread().interrupt();
        }
        writer.close();
        tail.close();
    }
}
