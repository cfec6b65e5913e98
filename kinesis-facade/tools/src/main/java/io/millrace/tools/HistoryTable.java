package io.millrace.tools;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.catalog.ReshardStep;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A stream's last reshards, the oldest first, each in a line. */
record HistoryTable(List<ReshardStep> steps) {

    private static final String LINE = "%-20s  %-15s  %-10s  %9s  %11s  %s%n";
    private static final int MOST_NAMED = 10;

    void print(PrintWriter out) {
        if (steps.isEmpty()) {
            out.println("It was not resharded yet.");
            return;
        }
        out.printf(LINE, "TIME", "CAUSE", "OPEN", "RECORDS/S", "BYTES/S", "SHARDS");
        for (ReshardStep step : steps) {
            out.printf(
                    LINE,
                    step.at().truncatedTo(ChronoUnit.SECONDS),
                    cause(step),
                    step.openBefore() + " > " + step.openAfter(),
                    step.rate()
                            .map(rate -> Long.toString(rate.recordsPerSecond()))
                            .orElse("-"),
                    step.rate()
                            .map(rate -> Long.toString(rate.bytesPerSecond()))
                            .orElse("-"),
                    what(step) + (step.givenUp() ? " (failed and undone)" : ""));
        }
    }

    private static String cause(ReshardStep step) {
        return switch (step.cause()) {
            case CALL -> "a call";
            case MEASURED -> "measured";
            case WARM_THROUGHPUT -> "warm throughput";
        };
    }

    private static String what(ReshardStep step) {
        return switch (step.kind()) {
            case SPLIT ->
                "split "
                        + listed(
                                step.shards().stream().map(HistoryTable::number).toList());
            case MERGE -> "merge " + listed(pairs(step.shards()));
            case COUNT -> "all to even ones";
        };
    }

    private static List<String> pairs(List<ShardId> shards) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < shards.size(); i += 2) {
            pairs.add(number(shards.get(i)) + "+" + number(shards.get(i + 1)));
        }
        return pairs;
    }

    private static String number(ShardId shard) {
        return Long.toString(shard.number());
    }

    private static String listed(List<String> all) {
        String named = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
    }
}
