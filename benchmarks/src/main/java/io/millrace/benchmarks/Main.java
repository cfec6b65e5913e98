package io.millrace.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.millrace.benchmarks.capture.Capture;
import io.millrace.benchmarks.capture.Captures;
import io.millrace.benchmarks.delivery.Deliveries;
import io.millrace.benchmarks.delivery.Delivery;
import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.footprint.Finding;
import io.millrace.benchmarks.footprint.Footprint;
import io.millrace.benchmarks.footprint.Footprints;
import io.millrace.benchmarks.growth.GrowthCommand;
import io.millrace.benchmarks.profile.WhereTheTimeGoes;
import io.millrace.benchmarks.report.MarkdownReport;
import io.millrace.benchmarks.report.Results;
import io.millrace.benchmarks.report.Row;
import io.millrace.benchmarks.servers.ScratchFolder;
import io.millrace.benchmarks.servers.ServerFailure;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.benchmarks.workloads.Contest;
import io.millrace.benchmarks.workloads.ReadWorkload;
import io.millrace.benchmarks.workloads.Workload;
import io.millrace.benchmarks.workloads.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmark's command line. */
@Command(
        name = "make bench",
        sortOptions = false,
        usageHelpWidth = 110,
        subcommands = {GrowthCommand.class, WhereTheTimeGoes.class},
        description = {
            "Runs drivers x workloads on this machine and prints a table with ratios.",
            "",
            "Everything runs in one go, drivers in turn, and the table holds the medians over rounds: absolute figures depend"
                    + " on the machine and on what else it does, ratios much less. What was acknowledged is read back in"
                    + " every trial; a driver that loses, doubles or refuses a record is shown as failed.",
            "",
            "Servers run in processes of their own, on loopback, on free ports, with data in a temporary folder."
        },
        footer = {
            "",
            "Drivers:",
            "  direct-kafka   KafkaProducer (acks=all, idempotent) and KafkaConsumer on the same broker",
            "  millrace-json  the facade on that broker, lean HTTP/1.1 client, JSON",
            "  millrace-cbor  the same with CBOR",
            "  millrace-sdk   the same facade through the AWS SDK for Java v2",
            "  kinesalite     kinesalite 3.3.3 in memory, lean client, JSON (needs node and npm, otherwise skipped)",
            "Workloads:",
            "  put-records-1k, put-records-100b, put-record-16, put-record-64, get-records-1k,",
            "  get-records-head, subscribe-latency",
            "Of the Firehose connector (firehose) beside a loop that reads, compresses and uploads (bare-loop):",
            "  deliver-gzip-1x1, deliver-gzip-24x80, deliver-gzip-24x80-no-disk, deliver-parquet-1x1, deliver-parquet-24x80",
            "                 one task, partitions x prefixes; MB/s, and the most on the worker's heap",
            "Of the DynamoDB connector (millrace) beside a loop that only reads by the SDK (bare-loop), one that sends too",
            "(read-and-produce), and what the source has to give (stand-in):",
            "  capture-scan-1, capture-scan-2, capture-scan-4, capture-stream-1, capture-stream-4",
            "                 one task, segments or shards; items or changes/s, and bytes allocated for each",
            "Of the facade alone, named like workloads:",
            "  start-up       from the process' start until it is ready, 10,000 shards in the catalog",
            "  idle-memory    heap with 1,000 streams of 4 shards and 500 idle connections",
            "",
            "Examples:",
            "  make bench",
            "  make bench WORKLOADS=put-records-1k,get-records-1k SECONDS=5",
            "  make bench DRIVERS=direct-kafka,millrace-cbor ROUNDS=5",
            "  make bench WORKLOADS=deliver-gzip-1x1,deliver-gzip-24x80"
        })
public final class Main implements Callable<Integer> {

    @Option(names = "--drivers", split = ",", description = "Which to run. Default: all.")
    private List<String> drivers = Systems.DRIVERS;

    @Option(names = "--workloads", split = ",", description = "Which to run. Default: all.")
    private List<String> workloads = List.of();

    @Option(names = "--seconds", description = "Each trial's measured time. Default: ${DEFAULT-VALUE}.")
    private double seconds = 4;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Each cell's time before it counts, for compilers. Default: ${DEFAULT-VALUE}.")
    private double warmUp = 15;

    @Option(names = "--rounds", description = "Trials of each cell, after a warm-up. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--shards", description = "Shards of each stream. Default: ${DEFAULT-VALUE}.")
    private int shards = 4;

    @Option(names = "--out", description = "Folder for results and logs. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("target", "bench");

    @Option(names = "--cache", description = "Folder that keeps what npm installs. Default: ${DEFAULT-VALUE}.")
    private Path cache = Path.of(System.getProperty("user.home"), ".cache", "millrace");

    @Option(
            names = "--facade-jvm",
            paramLabel = "ARGUMENT",
            description = "For the facade's JVM; may be repeated. Default: ${DEFAULT-VALUE}.")
    private List<String> facadeJvm = List.of("-Xmx1g");

    @Option(
            names = "--worker-jvm",
            paramLabel = "ARGUMENT",
            description = "For the Connect worker's JVM; may be repeated. Default: ${DEFAULT-VALUE}.")
    private List<String> workerJvm = List.of("-Xmx1g");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This text.")
    private boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    if (!(exception instanceof ServerFailure)) {
                        throw exception;
                    }
                    System.err.println(exception.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String setting = setting();
        List<Workload> all = Workloads.all("data", shards);
        requireKnown("driver", drivers, Systems.DRIVERS);
        requireKnown(
                "workload",
                workloads,
                Stream.of(
                                all.stream().map(Workload::name),
                                Deliveries.ALL.stream().map(Delivery::name),
                                Captures.ALL.stream().map(Capture::name),
                                Footprints.ALL.stream().map(Footprint::name))
                        .flatMap(names -> names)
                        .toList());
        List<Workload> chosen =
                all.stream().filter(workload -> isChosen(workload.name())).toList();
        Results results = compete(chosen);
        List<Delivery> deliveries = Deliveries.ALL.stream()
                .filter(delivery -> isChosen(delivery.name()))
                .toList();
        List<Finding> findings = new ArrayList<>(deliver(deliveries, results));
        List<Capture> captures = Captures.ALL.stream()
                .filter(capture -> isChosen(capture.name()))
                .toList();
        findings.addAll(capture(captures, results));
        findings.addAll(findings());
        List<Contest> contests = Stream.of(chosen, deliveries, captures)
                .<Contest>flatMap(List::stream)
                .toList();
        write(setting, contests, results.rows(), findings);
        return results.anyFailed() ? 1 : 0;
    }

    private Results compete(List<Workload> chosen) throws IOException, InterruptedException {
        if (chosen.isEmpty()) {
            return new Results();
        }
        try (ScratchFolder data = ScratchFolder.make();
                Systems systems = Systems.start(drivers, facadeJvm, out, data.path(), cache, Main::say)) {
            fill(chosen, systems.drivers());
            return new Tournament(chosen, systems.drivers(), Main::say)
                    .run(duration(warmUp), rounds, duration(seconds));
        }
    }

    private List<Finding> deliver(List<Delivery> chosen, Results results) throws IOException {
        try (ScratchFolder data = ScratchFolder.make();
                Servers servers = new Servers(data.path(), out.resolve("logs"))) {
            return new Deliveries(chosen, results, Main::say)
                    .run(servers, workerJvm, data.path().resolve("delivery"), rounds);
        }
    }

    private List<Finding> capture(List<Capture> chosen, Results results) throws IOException {
        try (ScratchFolder data = ScratchFolder.make();
                Servers servers = new Servers(data.path(), out.resolve("logs"))) {
            return new Captures(chosen, results, Main::say).run(servers, workerJvm, rounds);
        }
    }

    private List<Finding> findings() throws IOException, InterruptedException {
        List<Footprint> chosen = Footprints.ALL.stream()
                .filter(footprint -> isChosen(footprint.name()))
                .toList();
        try (ScratchFolder data = ScratchFolder.make();
                Servers servers = new Servers(data.path(), out.resolve("logs"))) {
            return Footprints.measure(chosen, servers, Main::say);
        }
    }

    private boolean isChosen(String name) {
        return workloads.isEmpty() || workloads.contains(name);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private void requireKnown(String what, List<String> names, List<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new CommandLine.ParameterException(
                        new CommandLine(this), "no " + what + " " + name + "; there are " + String.join(", ", known));
            }
        }
    }

    private static void fill(List<Workload> chosen, List<Driver> drivers) {
        for (Workload workload : chosen) {
            if (workload instanceof ReadWorkload reading) {
                say("filling the stream that is read");
                reading.fill(drivers);
            }
        }
    }

    private String setting() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return String.format(
                Locale.ROOT,
                "%d cores shared by all processes, Java %s, %d shards a stream, one broker, %d rounds of %.1f s in turn"
                        + " after %.1f s to warm up, medians. Load average before the run: %s.%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                shards,
                rounds,
                seconds,
                warmUp,
                Files.exists(load) ? Files.readString(load).split(" ", 2)[0] : "unknown");
    }

    private void write(String setting, List<Contest> chosen, List<Row> rows, List<Finding> findings)
            throws IOException {
        String page = MarkdownReport.of(setting, chosen, rows, findings);
        Files.createDirectories(out);
        Files.writeString(out.resolve("results.md"), page);
        new ObjectMapper()
                .registerModule(new Jdk8Module())
                .writerWithDefaultPrettyPrinter()
                .writeValue(out.resolve("results.json").toFile(), Map.of("rows", rows, "findings", findings));
        System.out.println(page);
    }

    /** Progress goes where it does not get into the table. */
    private static void say(String line) {
        System.err.println(line);
    }
}
