package io.millrace.firehose.delivery.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Tasks that start, sleep, die and lose answers, by the dice; then calm, in which those who are left and a new one finish. */
final class RandomSchedule {

    private static final int MOST_STEPS_TO_THE_END = 3_000;

    private final long seed;
    private final Random random;
    private final World world;
    private final List<SimulatedTask> tasks = new ArrayList<>();
    private final int calmness;
    private final boolean daysPass;
    private int started;
    private boolean calm;

    private RandomSchedule(long seed, Set<Omission> omissions) {
        this.seed = seed;
        this.random = new Random(seed);
        this.world = new World(2 + random.nextInt(9), omissions);
        this.calmness = 2 + random.nextInt(20);
        this.daysPass = random.nextInt(6) == 0;
    }

    static Outcome run(long seed, Set<Omission> omissions) {
        RandomSchedule schedule = new RandomSchedule(seed * 0x9E3779B97F4A7C15L, omissions);
        try {
            schedule.run();
        } catch (InMemoryStore.Refused | IllegalArgumentException | IllegalStateException e) {
            schedule.world.violate(e.toString());
        }
        return Outcome.of("seed " + seed, schedule.world);
    }

    private void run() {
        start();
        int ticks = 20 + random.nextInt(150);
        for (int i = 0; i < ticks; i++) {
            tick();
        }
        calm = true;
        start();
        int steps = 0;
        while (!tasks.stream().allMatch(SimulatedTask::isIdle)) {
            if (++steps > MOST_STEPS_TO_THE_END) {
                world.violate("it does not come to an end");
                return;
            }
            any().step();
            if (random.nextInt(20) == 0) {
                landSome();
            }
        }
        if (!tasks.stream().allMatch(SimulatedTask::isStopped)) {
            world.checkThatAllIsSeen();
        }
        while (!world.late.isEmpty()) {
            landSome();
        }
        if (world.someoneStopped && !daysPass) {
            world.violate("somebody stopped for nothing");
        }
    }

    private void tick() {
        switch (random.nextInt(32)) {
            case 0 -> tasks.remove(random.nextInt(tasks.size()));
            case 1, 2 -> start();
            case 3, 4 -> landSome();
            case 5 -> world.takeSomeObject(random::nextInt);
            case 6 -> {
                if (daysPass && random.nextInt(3) == 0) {
                    world.store.pass(Duration.ofHours(random.nextInt(30)));
                }
            }
            default -> runSome();
        }
        if (tasks.isEmpty()) {
            start();
        }
    }

    private void runSome() {
        SimulatedTask task = any();
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            task.step();
        }
    }

    private SimulatedTask any() {
        return tasks.get(random.nextInt(tasks.size()));
    }

    private void landSome() {
        if (!world.late.isEmpty()) {
            world.land(random.nextInt(world.late.size()));
        }
    }

    private void start() {
        if (calm || tasks.size() < 4) {
            String name = "task-" + ++started;
            world.say(() -> name + " starts");
            tasks.add(new SimulatedTask(world, name, random::nextInt, this::fate));
        }
    }

    private Fate fate() {
        return calm || random.nextInt(calmness) > 0 ? Fate.ANSWERED : Fate.values()[1 + random.nextInt(3)];
    }
}
