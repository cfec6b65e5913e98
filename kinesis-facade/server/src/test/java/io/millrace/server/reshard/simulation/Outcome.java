package io.millrace.server.reshard.simulation;

import java.util.List;

/**
 * What became of one schedule.
 *
 * @param violations of the guarantees; none, if all is well
 * @param acknowledged how many records were
 * @param closings how many shards were closed
 * @param settledMillis how long it took, once all was well, until the stream was ACTIVE
 */
record Outcome(
        long seed,
        List<String> violations,
        int acknowledged,
        int closings,
        long settledMillis,
        long events,
        List<String> trace) {

    private static final int TRACED = 400;

    boolean isSound() {
        return violations.isEmpty();
    }

    /** What went wrong, how to see it again, and how it came to that. */
    String report() {
        int from = Math.max(0, trace.size() - TRACED);
        return "seed " + seed + " (-Dmillrace.simulation.seed=" + seed + ")\n"
                + String.join("\n", violations)
                + "\n...\n"
                + String.join("\n", trace.subList(from, trace.size()));
    }
}
