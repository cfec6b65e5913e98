package io.millrace.server.reshard.simulation;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The catalog as one node follows and changes it: the steps of KafkaCatalog, without its threads. */
final class SimulatedCatalog implements Catalog {

    private static final int ATTEMPTS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long NOT_TAKEN = -1;

    private final World world;
    private final Machine machine;
    private final CatalogTopic topic;
    private final Requests requests;
    private final Lane tail;
    private final Lane changes;
    private final List<Consumer<CatalogImage>> listeners = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private final Queue<Runnable> waitingChanges = new ArrayDeque<>();
    private final CatalogTopic.CatalogTail follower = this::arrives;
    private CompletableFuture<CatalogImage> nextChange = new CompletableFuture<>();
    private CatalogImage image = CatalogImage.EMPTY;
    private long epoch = NOT_TAKEN;
    private boolean changing;

    private record Waiter(long offset, CompletableFuture<CatalogImage> reached) {}

    SimulatedCatalog(Machine machine, CatalogTopic topic, Requests requests, Lane tail, Lane changes) {
        this.world = machine.world();
        this.machine = machine;
        this.topic = topic;
        this.requests = requests;
        this.tail = tail;
        this.changes = changes;
    }

    void start() {
        topic.follow(follower);
        arrives(topic.visible());
    }

    private void arrives(CatalogImage newer) {
        world.at(machine.arrival(), () -> tail.run(() -> publish(newer)));
    }

    private void publish(CatalogImage newer) {
        if (newer.offset() <= image.offset()) {
            return;
        }
        image = newer;
        listeners.forEach(listener -> listener.accept(newer));
        CompletableFuture<CatalogImage> changed = nextChange;
        nextChange = new CompletableFuture<>();
        changed.complete(newer);
        List<Waiter> reached = waiters.stream()
                .filter(waiter -> waiter.offset() <= newer.offset())
                .toList();
        waiters.removeAll(reached);
        reached.forEach(waiter -> waiter.reached().complete(newer));
    }

    @Override
    public CatalogImage image() {
        return image;
    }

    @Override
    public CompletionStage<CatalogImage> readToEnd() {
        return requests.ask(
                        () -> CompletableFuture.completedStage(topic.visible().offset()))
                .thenCompose(this::reach);
    }

    private CompletionStage<CatalogImage> reach(long offset) {
        if (image.offset() >= offset) {
            return CompletableFuture.completedStage(image);
        }
        CompletableFuture<CatalogImage> reached = new CompletableFuture<>();
        waiters.add(new Waiter(offset, reached));
        return reached;
    }

    @Override
    public CompletionStage<CatalogImage> nextChange() {
        return nextChange;
    }

    @Override
    public void onChange(Consumer<CatalogImage> listener) {
        listener.accept(image);
        listeners.add(listener);
    }

    @Override
    public <R> CompletionStage<R> change(Decision<R> decision) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        changes.execute(() -> {
            waitingChanges.add(() -> attempt(decision, answer, 1));
            next();
        });
        return answer;
    }

    private void next() {
        if (!changing && !waitingChanges.isEmpty()) {
            changing = true;
            waitingChanges.remove().run();
        }
    }

    private <R> void attempt(Decision<R> decision, CompletableFuture<R> answer, int attempt) {
        decideAndWrite(decision)
                .whenCompleteAsync(
                        (value, e) -> {
                            if (e == null) {
                                end(() -> answer.complete(value));
                            } else if (Failures.cause(e) instanceof AwsException refused) {
                                end(() -> answer.completeExceptionally(refused));
                            } else {
                                epoch = NOT_TAKEN;
                                if (attempt == ATTEMPTS) {
                                    end(() -> answer.completeExceptionally(AwsError.serviceUnavailable("no answer")
                                            .asException()));
                                } else {
                                    Duration pause = Duration.ofNanos(world.nanos(1, 5L << attempt));
                                    changes.after(pause, () -> attempt(decision, answer, attempt + 1));
                                }
                            }
                        },
                        changes);
    }

    private void end(Runnable tell) {
        changing = false;
        tell.run();
        next();
    }

    private <R> CompletionStage<R> decideAndWrite(Decision<R> decision) {
        if (epoch != NOT_TAKEN) {
            return decideAndWriteAs(decision);
        }
        return patiently(readToEnd())
                .thenComposeAsync(
                        now -> {
                            Decision.Outcome<R> outcome = decision.decide(now);
                            return outcome.changes().isEmpty()
                                    ? CompletableFuture.completedStage(outcome.answer())
                                    : requests.ask(topic::take)
                                            .thenComposeAsync(
                                                    taken -> {
                                                        epoch = taken;
                                                        return decideAndWriteAs(decision);
                                                    },
                                                    changes);
                        },
                        changes);
    }

    private <R> CompletionStage<R> decideAndWriteAs(Decision<R> decision) {
        return patiently(readToEnd())
                .thenComposeAsync(
                        now -> {
                            Decision.Outcome<R> outcome = decision.decide(now);
                            return outcome.changes().isEmpty()
                                    ? CompletableFuture.completedStage(outcome.answer())
                                    : write(outcome.changes()).thenApply(written -> outcome.answer());
                        },
                        changes);
    }

    private CompletionStage<CatalogImage> write(List<Change> outcome) {
        long as = epoch;
        return requests.ask(() -> topic.commit(as, machine.toString(), outcome))
                .thenComposeAsync(end -> patiently(reach(end)), changes);
    }

    private <T> CompletionStage<T> patiently(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            changes.after(PATIENCE, () -> future.completeExceptionally(new TimeoutException()));
        }
        return future;
    }

    /** The process is gone: nobody waits in it any more. */
    void stop() {
        topic.forget(follower);
        nextChange.completeExceptionally(new IllegalStateException("the node is gone"));
    }
}
