package io.millrace.firehose.keys;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a query has done with a record, up to a bound. What it throws is none of jq's exceptions, which a query could catch. For one thread. */
final class Effort {

    /** What all ranges of a query together may count to. */
    private static final int MOST_NUMBERS = 1_000_000;

    private static final int MOST_STEPS = 10_000_000;
    private static final long MOST_BYTES = 256 << 20;
    private static final long LONGEST_TEXT = 16 << 20;

    private long before;
    private int numbers;
    private int steps;

    /** Another record. */
    void begin() {
        before = allocated();
        numbers = 0;
        steps = 0;
    }

    void number() {
        if (++numbers > MOST_NUMBERS) {
            throw new IllegalStateException("it counts to more than " + MOST_NUMBERS);
        }
        step();
    }

    /** A call, or an operation whose result may be larger than what it is made of. */
    void step() {
        if (++steps > MOST_STEPS) {
            throw new IllegalStateException("it takes more than " + MOST_STEPS + " steps");
        }
        if (allocated() - before > MOST_BYTES) {
            throw new IllegalStateException("it makes more than " + MOST_BYTES + " bytes");
        }
    }

    static void text(double length) {
        if (length > LONGEST_TEXT) {
            throw new IllegalStateException("it makes a text of more than " + LONGEST_TEXT + " characters");
        }
    }

    /** By this thread, ever. Always 0 in a JVM that does not tell. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
