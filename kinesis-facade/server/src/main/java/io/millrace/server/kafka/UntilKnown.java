package io.millrace.server.kafka;

import io.millrace.server.concurrent.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks again while brokers do not know of a partition: the controller answers that it is made before the others hear of
 * it.
 */
public final class UntilKnown {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Executor LATER = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);

    private UntilKnown() {}

    /** Fails with what the last answer was when the patience is over. */
    public static <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question) {
        return ask(question, System.nanoTime() + PATIENCE.toNanos());
    }

    private static <T> CompletionStage<T> ask(Supplier<CompletionStage<T>> question, long deadline) {
        return question.get()
                .exceptionallyCompose(e -> isUnknown(e) && System.nanoTime() < deadline
                        ? CompletableFuture.supplyAsync(() -> ask(question, deadline), LATER)
                                .thenCompose(stage -> stage)
                        : CompletableFuture.failedStage(e));
    }

    private static boolean isUnknown(Throwable e) {
        Throwable cause = Failures.cause(e);
        return cause instanceof UnknownTopicOrPartitionException
                || cause instanceof LeaderNotAvailableException
                || cause instanceof NotLeaderOrFollowerException;
    }
}
