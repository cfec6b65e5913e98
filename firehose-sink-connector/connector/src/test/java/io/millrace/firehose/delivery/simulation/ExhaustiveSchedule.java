package io.millrace.firehose.delivery.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two tasks, and after every step all that can happen: the other goes on (and this one sleeps), this one dies, a request loses its answer, comes
 * late or never, what was late arrives. How often tasks change and things go wrong is bounded, where they do is not.
 */
final class ExhaustiveSchedule {

    private static final int MOST_STEPS_TO_THE_END = 200;

    private enum Event {
        STEP,
        STEP_UNHEARD,
        STEP_LATE,
        STEP_NEVER,
        CRASH,
        CHANGE,
        LAND
    }

    private final Path path;
    private final World world;
    private final List<SimulatedTask> tasks = new ArrayList<>();
    private Fate fate = Fate.ANSWERED;
    private int faults;
    private int changes;
    private int dice;

    private ExhaustiveSchedule(Path path, int records, int faults, int changes, Set<Omission> omissions) {
        this.path = path;
        this.world = new World(records, omissions);
        this.faults = faults;
        this.changes = changes;
        this.tasks.add(task("a"));
        this.tasks.add(task("b"));
    }

    static Outcome run(Path path, int records, int faults, int changes, Set<Omission> omissions) {
        ExhaustiveSchedule schedule = new ExhaustiveSchedule(path, records, faults, changes, omissions);
        try {
            schedule.run();
        } catch (InMemoryStore.Refused | IllegalArgumentException | IllegalStateException e) {
            schedule.world.violate(e.toString());
        }
        return Outcome.of(path.toString(), schedule.world);
    }

    /** Nobody cuts as it was cut before. */
    private SimulatedTask task(String name) {
        return new SimulatedTask(world, name, n -> dice++ % n, () -> fate);
    }

    private void run() {
        while (!tasks.isEmpty() && world.violations.isEmpty()) {
            SimulatedTask current = tasks.get(0);
            if (current.isIdle()) {
                tasks.remove(0);
                continue;
            }
            List<Event> events = events();
            take(events.get(path.choose(events.size())), current);
        }
        finish(task("c"));
        world.checkThatAllIsSeen();
        while (!world.late.isEmpty()) {
            world.land(0);
        }
        if (world.someoneStopped) {
            world.violate("somebody stopped for nothing");
        }
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        events.add(Event.STEP);
        if (faults > 0) {
            events.addAll(List.of(Event.STEP_UNHEARD, Event.STEP_LATE, Event.STEP_NEVER, Event.CRASH));
        }
        if (changes > 0 && tasks.size() > 1) {
            events.add(Event.CHANGE);
        }
        if (!world.late.isEmpty()) {
            events.add(Event.LAND);
        }
        return events;
    }

    private void take(Event event, SimulatedTask current) {
        switch (event) {
            case STEP -> current.step();
            case STEP_UNHEARD -> stepWith(Fate.UNHEARD, current);
            case STEP_LATE -> stepWith(Fate.LATE, current);
            case STEP_NEVER -> stepWith(Fate.NEVER, current);
            case CRASH -> {
                faults--;
                tasks.remove(current);
            }
            case CHANGE -> {
                changes--;
                tasks.add(tasks.remove(0));
            }
            case LAND -> world.land(0);
        }
    }

    private void stepWith(Fate once, SimulatedTask current) {
        faults--;
        fate = once;
        current.step();
        fate = Fate.ANSWERED;
    }

    private void finish(SimulatedTask last) {
        for (int steps = 0; !last.isIdle(); steps++) {
            if (steps > MOST_STEPS_TO_THE_END) {
                world.violate("it does not come to an end");
                return;
            }
            last.step();
        }
    }
}
