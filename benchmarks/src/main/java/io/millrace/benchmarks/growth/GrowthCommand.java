package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.servers.ScratchFolder;
import io.millrace.benchmarks.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how costs grow, and draws it. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures what a record costs from 1 to 1,000 shards and from 1 to 4 nodes, and what an idle shard takes;"
                    + " writes the figures to growth.json and draws them.",
            "What is not measured this time is drawn as it was measured before."
        })
public final class GrowthCommand implements Callable<Integer> {

    enum Part {
        SHARDS,
        NODES,
        IDLE,
        DIRECT
    }

    @Option(
            names = "--parts",
            split = ",",
            description = "Which to measure: ${COMPLETION-CANDIDATES}, or none with --draw. Default: all.")
    private List<Part> parts = Arrays.asList(Part.values());

    @Option(names = "--draw", description = "Measure nothing.")
    private boolean draw;

    @Option(names = "--seconds", description = "Each trial's measured time. Default: ${DEFAULT-VALUE}.")
    private int seconds = 3;

    @Option(names = "--rounds", description = "Trials of each point. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "For compilers. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 20;

    @Option(names = "--out", description = "Folder for figures and logs. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("target", "bench");

    @Option(names = "--svg", description = "Default: ${DEFAULT-VALUE}.")
    private Path svg = Path.of("docs", "growth.svg");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = out.resolve("growth.json");
        Growth growth = Growth.read(file);
        for (Part part : draw ? List.<Part>of() : parts) {
            growth = measured(part, growth);
            growth.write(file);
            Files.writeString(svg, GrowthChart.of(growth));
        }
        Files.writeString(svg, GrowthChart.of(growth));
        return 0;
    }

    private Growth measured(Part part, Growth before) throws IOException, InterruptedException {
        try (ScratchFolder data = ScratchFolder.make();
                Servers servers = new Servers(data.path(), out.resolve("logs"))) {
            Loads loads = new Loads(servers, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), rounds);
            return switch (part) {
                case SHARDS ->
                    new Growth(machine(), loads.byShards(), before.direct(), before.byNodes(), before.idle());
                case DIRECT ->
                    new Growth(machine(), before.byShards(), loads.direct(), before.byNodes(), before.idle());
                case NODES -> new Growth(machine(), before.byShards(), before.direct(), loads.byNodes(), before.idle());
                case IDLE ->
                    new Growth(
                            before.machine(),
                            before.byShards(),
                            before.direct(),
                            before.byNodes(),
                            new IdleFacades(servers).byShards());
            };
        }
    }

    private String machine() {
        return String.format(
                Locale.ROOT,
                "%d cores shared by client, facades and one broker; Java %s; %d rounds of %d s after %d s to warm up."
                        + " Made by `make bench-plot`.",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                rounds,
                seconds,
                warmUp);
    }
}
