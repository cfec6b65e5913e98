package io.millrace.benchmarks.footprint;

import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The table of contents, and the run of them: one after the other on one broker. */
public final class Footprints {

    public static final List<Footprint> ALL = List.of(new StartUp(2_500, 4), new IdleMemory(1_000, 4, 500));

    private Footprints() {}

    public static List<Finding> measure(List<Footprint> chosen, Servers servers, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (chosen.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        ChildProcess broker = servers.broker();
        for (Footprint footprint : chosen) {
            progress.accept("measuring " + footprint.name());
            findings.add(footprint.measure(servers, broker));
        }
        return findings;
    }
}
