package io.millrace.conformance.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;

/** Calls one thing after the other, each in a thread of its own, with a client that retries nothing, and keeps what they end with. */
final class Attempts implements AutoCloseable {

    /** As the SDK has it. */
    private static final Set<Integer> TRIED_AGAIN = Set.of(500, 502, 503, 504);

    private final Map<String, LongAdder> successes = new ConcurrentHashMap<>();
    private final Queue<SdkException> errors = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    @FunctionalInterface
    interface Call {
        void run();
    }

    void every(long millis, String operation, Call call) {
        LongAdder successful = successes.computeIfAbsent(operation, o -> new LongAdder());
        Thread thread = new Thread(
                () -> {
                    while (!stopped) {
                        try {
                            call.run();
                            successful.increment();
                        } catch (SdkException e) {
                            errors.add(e);
                        }
                        Pause.millis(millis);
                    }
                },
                "attempts-" + operation);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    long successes(String operation) {
        return successes.get(operation).sum();
    }

    long failures() {
        return errors.size();
    }

    /** Those after which the SDK would not have tried again. */
    List<SdkException> notTriedAgain() {
        return errors.stream().filter(e -> !isTriedAgain(e)).toList();
    }

    private static boolean isTriedAgain(SdkException e) {
        return e.retryable()
                || e.getCause() instanceof IOException
                || RetryUtils.isThrottlingException(e)
                || RetryUtils.isClockSkewException(e)
                || (e instanceof SdkServiceException service && TRIED_AGAIN.contains(service.statusCode()));
    }

    /** Returns when every call has ended. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
