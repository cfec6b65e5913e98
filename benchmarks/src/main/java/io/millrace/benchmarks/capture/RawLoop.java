package io.millrace.benchmarks.capture;

import io.millrace.benchmarks.drivers.DriverFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Takes the stand-in's pages from the socket and looks at nothing: how much the source has to give. */
final class RawLoop implements AutoCloseable {

    private final Capture capture;
    private final URI source;
    private final LongAdder taken = new LongAdder();
    private final AtomicReference<IOException> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    RawLoop(Capture capture, URI source) {
        this.capture = capture;
        this.source = source;
        IntStream.range(0, capture.readers()).forEach(reader -> {
            Thread thread = new Thread(() -> read(reader), "raw-" + reader);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        });
    }

    long taken() {
        return taken.sum();
    }

    /** @throws DriverFailure if a reader has failed */
    void check() {
        if (failure.get() != null) {
            throw new DriverFailure("the stand-in: " + failure.get(), failure.get());
        }
    }

    private void read(int reader) {
        boolean scan = capture.kind() == Capture.Kind.SCAN;
        String target = scan ? "DynamoDB_20120810.Scan" : "DynamoDBStreams_20120810.GetRecords";
        byte[] body = (scan
                        ? "{}"
                        : "{\"ShardIterator\":\""
                                + StandIn.iterator(StandIn.arn(capture.table()), StandIn.shard(reader)) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] buffer = new byte[64 << 10];
        try {
            while (!closed) {
                page(target, body, buffer);
                taken.add(scan ? Orders.PAGE_ITEMS : Orders.PAGE_RECORDS);
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void page(String target, byte[] body, byte[] buffer) throws IOException {
        HttpURLConnection request = (HttpURLConnection) source.toURL().openConnection();
        request.setRequestMethod("POST");
        request.setRequestProperty("x-amz-target", target);
        request.setFixedLengthStreamingMode(body.length);
        request.setDoOutput(true);
        try (OutputStream out = request.getOutputStream()) {
            out.write(body);
        }
        try (InputStream in = request.getInputStream()) {
            while (in.read(buffer) >= 0) {
                // nobody wants it
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
