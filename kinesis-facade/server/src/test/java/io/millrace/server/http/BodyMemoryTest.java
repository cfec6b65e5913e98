package io.millrace.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private static final int LIMIT = 1000;

    /** Reservation number {@code owner} grows by {@code bytes}; no bytes stands for its release. */
    record Step(int owner, int bytes) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> bytes = Arbitraries.integers().between(0, 400);
        return Combinators.combine(Arbitraries.integers().between(0, 9), bytes)
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }

    @Property
    void whatIsReservedIsWhatWasGrantedAndNotReleasedAndWithinTheLimit(@ForAll("steps") List<Step> steps) {
        BodyMemory memory = new BodyMemory(LIMIT);
        List<BodyMemory.Reservation> reservations = new ArrayList<>();
        long[] held = new long[10];
        boolean[] released = new boolean[10];
        for (int i = 0; i < held.length; i++) {
            reservations.add(memory.open());
        }

        for (Step step : steps) {
            if (step.bytes() == 0) {
                reservations.get(step.owner()).release();
                released[step.owner()] = true;
                held[step.owner()] = 0;
            } else {
                boolean fits = !released[step.owner()] && sum(held) + step.bytes() <= LIMIT;
                assertThat(reservations.get(step.owner()).grow(step.bytes())).isEqualTo(fits);
                held[step.owner()] += fits ? step.bytes() : 0;
            }
            assertThat(memory.used()).isEqualTo(sum(held));
        }

        reservations.forEach(BodyMemory.Reservation::release);
        assertThat(memory.used()).isZero();
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    @Test
    void nothingLeaksWhenOneThreadGrowsWhatAnotherReleases() throws Exception {
        BodyMemory memory = new BodyMemory(LIMIT);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                BodyMemory.Reservation reservation = memory.open();
                running.add(threads.submit(() -> {
                    for (int step = 0; step < 5; step++) {
                        reservation.grow(ThreadLocalRandom.current().nextInt(1, 50));
                    }
                }));
                running.add(threads.submit(reservation::release));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(memory.used()).isZero();
    }

    @Test
    void anAnswerGrowsFirstIntoWhatWasTakenAhead() {
        BodyMemory memory = new BodyMemory(LIMIT);
        BodyMemory.Reservation answer = memory.open();

        assertThat(answer.take(10, 100)).isEqualTo(100);
        assertThat(answer.grow(60)).isTrue();
        assertThat(memory.used()).isEqualTo(100);
        assertThat(answer.grow(60)).isTrue();
        assertThat(memory.used()).isEqualTo(120);

        answer.release();
        assertThat(memory.used()).isZero();
    }

    @Test
    void whatWasTakenAheadAndNotNeededIsGivenBack() {
        BodyMemory memory = new BodyMemory(LIMIT);
        BodyMemory.Reservation answer = memory.open();
        answer.take(10, 100);
        answer.grow(40);

        answer.trim();

        assertThat(memory.used()).isEqualTo(40);
        answer.release();
        answer.trim();
        assertThat(memory.used()).isZero();
    }

    @Test
    void manyAnswersAtOnceGetLessEachAndAllGetSome() {
        BodyMemory memory = new BodyMemory(1 << 20);
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long share = memory.open().take(100, 1 << 20);
            assertThat(share).isBetween(100L, last);
            last = share;
        }
        assertThat(memory.used()).isLessThan(1 << 20);
    }

    @Test
    void withoutRoomForTheLeastNothingIsTaken() {
        BodyMemory memory = new BodyMemory(LIMIT);
        memory.open().grow(LIMIT - 5);

        assertThat(memory.open().take(6, 100)).isZero();
        assertThat(memory.used()).isEqualTo(LIMIT - 5);
        assertThat(memory.open().take(5, 100)).isEqualTo(5);
    }
}
