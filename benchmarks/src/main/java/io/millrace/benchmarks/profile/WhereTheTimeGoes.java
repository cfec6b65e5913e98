package io.millrace.benchmarks.profile;

import io.millrace.benchmarks.drivers.HttpDriver;
import io.millrace.benchmarks.drivers.KinesisEndpoint;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.measure.Jcmd;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.measure.ThreadTimes;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.measure.Window;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.ScratchFolder;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.benchmarks.workloads.PutLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Profiles a warm facade under a load of puts, and prints a table of microseconds by layer. */
@Command(
        name = "where-the-time-goes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts records into a facade, profiles it with the JVM's flight recorder, and prints what of a record's CPU"
                    + " time each layer takes.",
            "Linux only: how long each thread ran is read from /proc."
        })
public final class WhereTheTimeGoes implements Callable<Integer> {

    private static final Duration RAMP = Duration.ofSeconds(1);

    @Option(names = "--records", description = "Records in a request; 1 is PutRecord. Default: ${DEFAULT-VALUE}.")
    private int records = 500;

    @Option(names = "--bytes", description = "Of each record. Default: ${DEFAULT-VALUE}.")
    private int bytes = 1024;

    @Option(names = "--connections", description = "Default: ${DEFAULT-VALUE}.")
    private int connections = 16;

    @Option(names = "--format", description = "JSON or CBOR. Default: ${DEFAULT-VALUE}.")
    private BodyFormat format = BodyFormat.CBOR;

    @Option(names = "--shards", description = "Default: ${DEFAULT-VALUE}.")
    private int shards = 4;

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Default: ${DEFAULT-VALUE}.")
    private int warmUp = 60;

    @Option(names = "--seconds", description = "Of the profile. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(names = "--facade-jvm", paramLabel = "ARGUMENT", description = "Default: ${DEFAULT-VALUE}.")
    private List<String> facadeJvm = List.of("-Xmx1g", "-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

    @Option(
            names = "--async-profiler",
            paramLabel = "LIBRARY",
            description =
                    "libasyncProfiler.so, to sample with it: it sees into intrinsics (SHA-256, copies) and the kernel,"
                            + " which the flight recorder does not.")
    private Optional<Path> asyncProfiler = Optional.empty();

    @Option(names = "--out", description = "Folder for the recording and logs. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("target", "bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ScratchFolder data = ScratchFolder.make();
                Servers servers = new Servers(data.path(), out.resolve("logs"))) {
            ChildProcess broker = servers.broker();
            ChildProcess facade = servers.facade("facade", broker, facadeJvm, Map.of());
            HttpDriver driver = new HttpDriver("facade", KinesisEndpoint.of(broker, List.of(facade)), format);
            if (asyncProfiler.isEmpty()) {
                // From the beginning: to start it changes classes, and what was compiled must be compiled again.
                Jcmd.run(facade.handle().pid(), "JFR.start", "name=bench", "settings=profile");
            }
            System.err.println("warming up");
            put(driver, "warm-up", new Trial(span(warmUp), driver.system().servers()));
            System.err.println("profiling");
            System.out.println(profiled(driver, facade.handle().pid()));
        }
        return 0;
    }

    private String profiled(HttpDriver driver, long pid) throws IOException, InterruptedException {
        Trial trial = new Trial(span(seconds), driver.system().servers());
        CompletableFuture<Window<Map<Long, ThreadTimes>>> window = new CompletableFuture<>();
        trial.onStart(meter -> Window.watch(meter, () -> ThreadTimes.of(pid)).thenAccept(window::complete));
        agent(pid, "start,event=cpu,interval=500us,threads");
        put(driver, "profiled", trial);
        Sample sample = trial.sample();
        Window<Map<Long, ThreadTimes>> seen = window.join();
        Stacks stacks = stacks(pid, seen);
        return setting(sample, stacks)
                + TimeTable.of(took(seen), stacks, sample.records()).page();
    }

    private Stacks stacks(long pid, Window<?> window) throws IOException, InterruptedException {
        if (asyncProfiler.isPresent()) {
            Path file = out.resolve("facade.collapsed").toAbsolutePath();
            agent(pid, "stop,collapsed,threads,file=" + file);
            return CollapsedStacks.stacks(file);
        }
        Path file = out.resolve("facade.jfr").toAbsolutePath();
        Files.deleteIfExists(file);
        Jcmd.run(pid, "JFR.dump", "name=bench", "filename=" + file);
        return FlightRecording.stacks(file, window.from(), window.to());
    }

    private void agent(long pid, String command) throws InterruptedException {
        if (asyncProfiler.isPresent()) {
            Jcmd.run(
                    pid,
                    "JVMTI.agent_load",
                    asyncProfiler.get().toAbsolutePath().toString(),
                    command);
        }
    }

    /** Of the threads that were there all the time, and of those that began. */
    private static Map<Long, ThreadTimes> took(Window<Map<Long, ThreadTimes>> window) {
        Map<Long, ThreadTimes> took = new HashMap<>();
        window.closed()
                .forEach((number, times) -> took.put(
                        number, times.since(window.opened().getOrDefault(number, ThreadTimes.none(times.name())))));
        return took;
    }

    private String setting(Sample sample, Stacks stacks) {
        return String.format(
                Locale.ROOT,
                "%s of %d x %d B as %s over %d connections into %d shards: %,.0f records/s, %d cores shared by all"
                        + " processes, Java %s, %,d samples.%n%n",
                records == 1 ? "PutRecord" : "PutRecords",
                records,
                bytes,
                format,
                connections,
                shards,
                sample.recordsPerSecond(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                stacks.count());
    }

    private Span span(int length) {
        return new Span(RAMP, Duration.ofSeconds(length));
    }

    private void put(HttpDriver driver, String stream, Trial trial) {
        driver.system().createStream(stream, shards);
        driver.put(stream, new PutLoad(records, bytes, connections), trial);
        driver.system().deleteStream(stream);
    }
}
