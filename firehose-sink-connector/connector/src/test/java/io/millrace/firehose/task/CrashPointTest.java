package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.millrace.firehose.delivery.NoAnswerException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Stops tasks around each of their requests, wakes them up when others have gone on, and counts what became visible. */
final class CrashPointTest {

    private static final int ROUNDS = 3000;
    private static final long AMPLE = 1 << 20;
    private static final long SCARCE = 3000;

    @TempDir
    private Path spill;

    /** What goes wrong is said by each of thousands of tasks. */
    @BeforeAll
    static void quiet() {
        ((Logger) LoggerFactory.getLogger("io.millrace.firehose.task")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("io.millrace.firehose.upload")).setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        ((Logger) LoggerFactory.getLogger("io.millrace.firehose.task")).setLevel(null);
        ((Logger) LoggerFactory.getLogger("io.millrace.firehose.upload")).setLevel(null);
    }

    /** What happens at one request of a task. */
    enum Point {
        KILLED_BEFORE,
        KILLED_AFTER,
        UNHEARD,
        OVERTAKEN
    }

    /** At one request the point happens; the others are what they should be. */
    private static final class At implements FatefulStore.Fate {
        private final CrashWorld world;
        private final IntPredicate when;
        private final Point point;
        private int request;
        private boolean dead;

        private At(CrashWorld world, IntPredicate when, Point point) {
            this.world = world;
            this.when = when;
            this.point = point;
        }

        @Override
        public void before() {
            request++;
            if (when.test(request) && point == Point.OVERTAKEN) {
                run(world, world.task(new At(world, never -> false, point)));
            }
            die(when.test(request) && point == Point.KILLED_BEFORE);
        }

        @Override
        public void after() throws NoAnswerException {
            die(when.test(request) && point == Point.KILLED_AFTER);
            if (when.test(request) && point == Point.UNHEARD) {
                throw new NoAnswerException("lost");
            }
        }

        private void die(boolean now) {
            dead |= now;
            if (dead) {
                throw new FatefulStore.Killed();
            }
        }
    }

    private static void run(CrashWorld world, CrashWorld.Task task) {
        for (int round = 0; round < ROUNDS && !task.isDone(); round++) {
            task.round();
        }
        assertThat(task.isDone())
                .as("delivered after %d rounds: %s", ROUNDS, world.seen())
                .isTrue();
    }

    /** Until it is done or dead; then another does the rest. How many requests it made. */
    private static int runWith(CrashWorld world, At fate) {
        CrashWorld.Task task = world.task(fate);
        for (int round = 0; round < ROUNDS && !task.isDone() && !fate.dead; round++) {
            task.round();
        }
        task.end();
        run(world, world.task(new At(world, never -> false, fate.point)));
        return fate.request;
    }

    private static Map<String, Integer> once() {
        return CrashWorld.all().stream().collect(Collectors.toMap(id -> id, id -> 1));
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void whereverOneTaskIsStoppedEachRecordIsSeenOnce(Point point) {
        for (long budget : new long[] {AMPLE, SCARCE}) {
            for (int seed = 0; seed < 2; seed++) {
                int requests = Integer.MAX_VALUE;
                for (int at = 1; at <= requests; at++) {
                    int stop = at;
                    CrashWorld world = new CrashWorld(seed, true, spill, budget);
                    int made = runWith(world, new At(world, request -> request == stop, point));
                    assertThat(world.seen())
                            .as("%s at request %d, seed %d", point, at, seed)
                            .isEqualTo(once());
                    requests = made < stop ? 0 : Integer.MAX_VALUE;
                }
            }
        }
    }

    @Test
    void whateverHappensToManyTasksEachRecordIsSeenOnce() {
        for (int seed = 0; seed < 150; seed++) {
            assertThat(storm(seed, true)).as("seed %d", seed).isEqualTo(once());
        }
    }

    /** The control: it shows that the storm stops tasks where it matters. */
    @Test
    void withoutHeadsNothingIsLostButRecordsAreSeenAgain() {
        int again = 0;
        for (int seed = 0; seed < 100; seed++) {
            Map<String, Integer> seen = storm(seed, false);
            assertThat(seen).containsOnlyKeys(CrashWorld.all());
            again += seen.values().stream().anyMatch(count -> count > 1) ? 1 : 0;
        }
        assertThat(again).isGreaterThan(10);
    }

    private Map<String, Integer> storm(int seed, boolean exactlyOnce) {
        CrashWorld world = new CrashWorld(seed, exactlyOnce, spill, seed % 2 == 0 ? AMPLE : SCARCE);
        Random dice = new Random(-seed);
        Point[] points = Point.values();
        for (int task = 0; task < 5; task++) {
            runWith(world, new At(world, request -> dice.nextInt(12) == 0, points[dice.nextInt(points.length)]));
        }
        return world.seen();
    }
}
