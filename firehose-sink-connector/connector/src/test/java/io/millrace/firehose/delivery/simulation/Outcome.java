package io.millrace.firehose.delivery.simulation;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What came of a schedule. */
record Outcome(String schedule, int commits, List<String> violations, List<Supplier<String>> trace) {

    static Outcome of(String schedule, World world) {
        return new Outcome(schedule, world.commits, List.copyOf(world.violations), List.copyOf(world.trace()));
    }

    boolean isSound() {
        return violations.isEmpty();
    }

    String report() {
        return schedule + ": " + violations + "\n"
                + trace.stream().map(Supplier::get).collect(Collectors.joining("\n"));
    }
}
