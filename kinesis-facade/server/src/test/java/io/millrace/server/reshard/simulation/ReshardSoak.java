package io.millrace.server.reshard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many schedules as one likes, on all processors, each time others. */
final class ReshardSoak {

    private static final long SCHEDULES = Long.getLong("millrace.simulation.schedules", 1_000_000);
    private static final long FIRST_SEED =
            Long.getLong("millrace.simulation.seed", Instant.now().getEpochSecond() << 24);
    private static final int PRINT_EVERY = 20_000;
    private static final int MOST_FAILURES = 5;

    private final AtomicLong next = new AtomicLong();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder closings = new LongAdder();
    private final Queue<Outcome> failures = new ConcurrentLinkedQueue<>();
    private final long startedAt = System.nanoTime();

    @Test
    void everyScheduleKeepsTheGuarantees() throws InterruptedException {
        print(SCHEDULES + " schedules from seed " + FIRST_SEED);
        List<Thread> threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> new Thread(this::run, "soak-" + i))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        printProgress(Math.min(next.get(), SCHEDULES));

        assertThat(failures)
                .as(() -> Schedule.trace(failures.element().seed(), Rules.ALL).report())
                .isEmpty();
    }

    private void run() {
        for (long i = next.getAndIncrement();
                i < SCHEDULES && failures.size() < MOST_FAILURES;
                i = next.getAndIncrement()) {
            Outcome outcome = Schedule.run(FIRST_SEED + i, Rules.ALL);
            acknowledged.add(outcome.acknowledged());
            closings.add(outcome.closings());
            if (!outcome.isSound()) {
                failures.add(outcome);
                print("seed " + outcome.seed() + ": " + outcome.violations().get(0));
            }
            if (i > 0 && i % PRINT_EVERY == 0) {
                printProgress(i);
            }
        }
    }

    private void printProgress(long done) {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        print(String.format(
                "%,d schedules, %,d records acknowledged, %,d shards closed, %d wrong; %.0f s, %.0f schedules/s",
                done, acknowledged.sum(), closings.sum(), failures.size(), seconds, done / seconds));
    }

    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
