package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.footprint.Finding;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.report.Results;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** The table of contents, and the run of them: the connector and the bare loop in turn, then the connector once more for its memory. */
public final class Deliveries {

    public static final List<Delivery> ALL = Delivery.ALL;

    private static final double MIB = 1 << 20;

    private final List<Delivery> chosen;
    private final Results results;
    private final Consumer<String> progress;

    public Deliveries(List<Delivery> chosen, Results results, Consumer<String> progress) {
        this.chosen = chosen;
        this.results = results;
        this.progress = progress;
    }

    /** Puts rates into the results and returns what was found of memory. */
    public List<Finding> run(Servers servers, List<String> workerJvm, Path folder, int rounds) throws IOException {
        if (chosen.isEmpty()) {
            return List.of();
        }
        progress.accept("starting broker, store and worker");
        ChildProcess broker = servers.broker();
        ChildProcess store = servers.store();
        ChildProcess worker = servers.worker(broker, workerJvm, Map.of("offset.flush.interval.ms", "100"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.ready()));
                DeliveryTrials trials = new DeliveryTrials(broker, store, worker, admin, folder)) {
            fill(broker, admin);
            for (int round = 0; round <= rounds; round++) {
                for (Delivery delivery : chosen) {
                    turns(trials, delivery, round);
                }
            }
            List<Finding> findings = new ArrayList<>();
            for (Delivery delivery : chosen) {
                if (!results.hasFailed(delivery, "firehose")) {
                    findings.add(memory(trials, delivery));
                }
            }
            return findings;
        }
    }

    private void fill(ChildProcess broker, Admin admin) {
        progress.accept("filling the topics that are read");
        chosen.stream()
                .collect(Collectors.groupingBy(Delivery::partitions))
                .forEach((partitions, all) -> SourceTopic.fill(
                        broker.ready(),
                        admin,
                        SourceTopic.name(all.get(0)),
                        partitions,
                        all.stream().mapToInt(Delivery::produced).max().orElseThrow()));
    }

    /** The loop makes objects of as many records as the connector did: what an object costs is then the same for both. Parquet it cannot make. */
    private void turns(DeliveryTrials trials, Delivery delivery, int round) {
        String trial = delivery.name() + "-" + round;
        Optional<Sample> ours = turn(delivery, "firehose", round, () -> trials.firehose(delivery, trial));
        if (delivery.format() == Delivery.Format.GZIP && ours.isPresent()) {
            int unit = delivery.unit(ours.get());
            turn(delivery, "bare-loop", round, () -> trials.bareLoop(delivery, trial + "-loop", unit));
        }
    }

    private Optional<Sample> turn(Delivery delivery, String system, int round, Supplier<Sample> trial) {
        if (results.hasFailed(delivery, system)) {
            return Optional.empty();
        }
        try {
            Sample sample = trial.get();
            if (round > 0) {
                results.measured(delivery, system, round, sample);
            }
            progress.accept(String.format(
                    Locale.ROOT,
                    "round %d    %-22s %-10s %6.1f MB/s  %s  %s",
                    round,
                    delivery.name(),
                    system,
                    sample.recordsPerSecond() * delivery.recordBytes() / 1e6,
                    sample.objects().map(made -> made.count() + " objects").orElse(""),
                    sample.cpu().seconds()));
            return Optional.of(sample);
        } catch (DriverFailure e) {
            results.failed(delivery, system, String.valueOf(e.getMessage()));
            progress.accept("round " + round + "    " + delivery.name() + " " + system + " FAILED: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Finding memory(DeliveryTrials trials, Delivery delivery) {
        double idle = trials.idleHeap() / MIB;
        double peak = trials.peakHeap(delivery, delivery.name() + "-memory") / MIB;
        return new Finding(
                delivery.name(),
                "most on a Connect worker's heap after full collections during " + delivery.name(),
                peak,
                "MiB",
                FirehoseConnector.BUDGET_MIB + 200,
                FirehoseConnector.BUDGET_MIB + 100,
                String.format(Locale.ROOT, "budget %d MiB, idle worker %.0f MiB", FirehoseConnector.BUDGET_MIB, idle));
    }
}
