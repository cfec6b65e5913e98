package io.millrace.firehose.assembly;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that compress, upload and commit. */
final class UploadThreads {

    private static final long LAST_SECONDS = 5;

    private UploadThreads() {}

    static ExecutorService start(int count, String stream) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "upload-" + stream + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is queued has a moment to end, such as the aborts of uploads that nobody wants; then everything is interrupted. */
    static void stop(ExecutorService threads) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
