package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.drivers.HttpDriver;
import io.millrace.benchmarks.drivers.KinesisEndpoint;
import io.millrace.benchmarks.growth.Growth.Idle;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.measure.JvmMemory;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.measure.ThreadTimes;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.benchmarks.workloads.PutLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Facades of one stream each, to which something was written, and then nothing more. */
final class IdleFacades {

    private static final List<Integer> SHARDS = List.of(1, 4, 16, 64, 256, 1000);
    private static final PutLoad SOME = new PutLoad(500, 1024, 1);
    private static final Span BRIEFLY = new Span(Duration.ZERO, Duration.ofSeconds(1));
    private static final Duration IDLE = Duration.ofSeconds(8);
    private static final double MIB = 1024 * 1024;

    private final Servers servers;

    IdleFacades(Servers servers) {
        this.servers = servers;
    }

    List<Idle> byShards() throws InterruptedException {
        ChildProcess broker = servers.broker();
        List<Idle> all = new ArrayList<>();
        for (int shards : SHARDS) {
            ChildProcess facade = servers.facade("facade-" + shards, broker, List.of("-Xmx1g"), Map.of());
            try {
                all.add(idle(broker, facade, shards));
            } finally {
                servers.stop(facade);
            }
            System.err.println(all.get(all.size() - 1));
        }
        return all;
    }

    private static Idle idle(ChildProcess broker, ChildProcess facade, int shards) throws InterruptedException {
        HttpDriver driver = new HttpDriver("facade", KinesisEndpoint.of(broker, List.of(facade)), BodyFormat.CBOR);
        String stream = "idle-" + shards;
        driver.system().createStream(stream, shards);
        driver.put(stream, SOME, new Trial(BRIEFLY, Map.of()));
        long pid = facade.handle().pid();
        JvmMemory memory = JvmMemory.afterCollection(pid, facade.address());
        double before = cpuMillis(pid);
        Thread.sleep(IDLE.toMillis());
        double cpu = (cpuMillis(pid) - before) / IDLE.toSeconds();
        driver.system().deleteStream(stream);
        return new Idle(shards, memory.heap() / MIB, memory.resident() / MIB, cpu);
    }

    /** Of the program's threads, not of compilers that are still at what the load left behind. */
    private static double cpuMillis(long pid) {
        return ThreadTimes.of(pid).values().stream()
                .filter(thread -> !thread.name().contains("Compiler"))
                .mapToDouble(thread -> thread.user().plus(thread.kernel()).toMillis())
                .sum();
    }
}
