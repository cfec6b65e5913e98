package io.millrace.benchmarks.capture;

import io.millrace.benchmarks.capture.CaptureTrials.Outcome;
import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.footprint.Finding;
import io.millrace.benchmarks.report.Results;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** The table of contents, and the run of them: in turn what the source gives, the bare loop, the loop that sends, and the connector. */
public final class Captures {

    public static final List<Capture> ALL = Capture.ALL;

    private static final double KIB = 1024;

    private final List<Capture> chosen;
    private final Results results;
    private final Consumer<String> progress;
    private final Map<Capture, Map<String, List<Double>>> allocated = new HashMap<>();

    public Captures(List<Capture> chosen, Results results, Consumer<String> progress) {
        this.chosen = chosen;
        this.results = results;
        this.progress = progress;
    }

    /** Puts rates into the results and returns what was found of allocation. */
    public List<Finding> run(Servers servers, List<String> workerJvm, int rounds) throws IOException {
        if (chosen.isEmpty()) {
            return List.of();
        }
        progress.accept("starting broker, stand-in and worker");
        ChildProcess broker = servers.broker();
        ChildProcess source = servers.dynamoDb();
        ChildProcess worker = servers.worker(broker, workerJvm, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.ready()));
                CaptureTrials trials = new CaptureTrials(broker, source, worker, admin)) {
            for (int round = 0; round <= rounds; round++) {
                for (Capture capture : chosen) {
                    turns(trials, capture, round);
                }
            }
        }
        return chosen.stream()
                .filter(capture -> !results.hasFailed(capture, "millrace"))
                .map(this::allocation)
                .toList();
    }

    private void turns(CaptureTrials trials, Capture capture, int round) {
        String trial = capture.name() + "-" + round;
        turn(capture, "stand-in", round, () -> trials.standIn(capture));
        turn(capture, "bare-loop", round, () -> trials.bareLoop(capture));
        turn(capture, "read-and-produce", round, () -> trials.readAndProduce(capture, trial + "-loop"));
        turn(capture, "millrace", round, () -> trials.millrace(capture, trial));
    }

    private void turn(Capture capture, String system, int round, Supplier<Outcome> trial) {
        if (results.hasFailed(capture, system)) {
            return;
        }
        try {
            Outcome outcome = trial.get();
            if (round > 0) {
                results.measured(capture, system, round, outcome.sample());
                allocated
                        .computeIfAbsent(capture, any -> new HashMap<>())
                        .computeIfAbsent(system, any -> new ArrayList<>())
                        .add(outcome.allocated());
            }
            progress.accept(String.format(
                    Locale.ROOT,
                    "round %d    %-18s %-18s %,10.0f records/s  %5.1f KiB  %s",
                    round,
                    capture.name(),
                    system,
                    outcome.sample().recordsPerSecond(),
                    outcome.allocated() / KIB,
                    outcome.sample().cpu().seconds()));
        } catch (DriverFailure e) {
            results.failed(capture, system, String.valueOf(e.getMessage()));
            progress.accept("round " + round + "    " + capture.name() + " " + system + " FAILED: " + e.getMessage());
        }
    }

    private Finding allocation(Capture capture) {
        return new Finding(
                capture.name(),
                "allocated in the worker for each record of " + capture.name(),
                median(capture, "millrace"),
                "KiB",
                100,
                50,
                String.format(Locale.ROOT, "bare loop %.1f KiB", median(capture, "bare-loop")));
    }

    private double median(Capture capture, String system) {
        List<Double> figures = allocated.getOrDefault(capture, Map.of()).getOrDefault(system, List.of());
        return figures.isEmpty() ? 0 : Results.median(figures) / KIB;
    }
}
