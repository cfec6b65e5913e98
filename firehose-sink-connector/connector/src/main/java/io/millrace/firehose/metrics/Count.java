package io.millrace.firehose.metrics;

import java.util.concurrent.atomic.AtomicLong;

/** A counter that one thread adds to and any thread reads: to add costs no more than to a field. */
final class Count {

    private final AtomicLong value = new AtomicLong();

    void add(long more) {
        value.setRelease(value.getPlain() + more);
    }

    long get() {
        return value.getAcquire();
    }
}
