package io.millrace.conformance.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** A thread for each key, which puts its next number once the one before was acknowledged, and again if it failed. */
final class Writers {

    private final KinesisClient kinesis;
    private final String stream;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong failures = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Writers(KinesisClient kinesis, String stream, int keys) {
        this.kinesis = kinesis;
        this.stream = stream;
        for (int i = 0; i < keys; i++) {
            String key = "key-" + i;
            Thread thread = new Thread(() -> write(key), "writer-" + key);
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Returns when every writer has had the answer that it waits for. */
    void finish() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void write(String key) {
        long counter = 0;
        long last = System.currentTimeMillis();
        while (!stopped) {
            SdkBytes data = SdkBytes.fromUtf8String(key + "/" + counter);
            try {
                PutRecordResponse put = kinesis.putRecord(
                        request -> request.streamName(stream).partitionKey(key).data(data));
                long now = System.currentTimeMillis();
                acknowledged.add(new Acknowledged(
                        key, counter, new Acknowledged.Place(put.shardId(), put.sequenceNumber()), now, now - last));
                last = now;
                counter++;
            } catch (SdkException e) {
                failures.incrementAndGet();
                Pause.millis(50);
            }
        }
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Puts that failed although the SDK had retried them. */
    long failures() {
        return failures.get();
    }
}
