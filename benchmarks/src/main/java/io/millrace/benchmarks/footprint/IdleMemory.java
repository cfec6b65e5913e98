package io.millrace.benchmarks.footprint;

import io.millrace.benchmarks.drivers.KinesisControl;
import io.millrace.benchmarks.drivers.KinesisEndpoint;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.IdleConnections;
import io.millrace.benchmarks.http.RequestSigner;
import io.millrace.benchmarks.measure.JvmMemory;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.benchmarks.workloads.Put;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The heap of a facade whose streams have all been written to, and whose clients stay connected and are silent. */
public record IdleMemory(int streams, int shards, int connections) implements Footprint {

    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "idle-memory";
    }

    @Override
    public Finding measure(Servers servers, ChildProcess broker) throws InterruptedException {
        ChildProcess facade = servers.facade("facade-idle", broker, List.of("-Xmx1g"), Map.of());
        try {
            KinesisEndpoint endpoint = KinesisEndpoint.of(broker, List.of(facade));
            List<String> names = IntStream.range(0, streams)
                    .mapToObj("stream-%04d"::formatted)
                    .toList();
            new KinesisControl(endpoint).createStreams(names, shards);
            RequestSigner signer = endpoint.signer(BodyFormat.JSON);
            Put put = Put.many(1, 1024, 0).get(0);
            IdleConnections.open(
                            facade.address(),
                            names.stream()
                                    .skip(connections)
                                    .map(name -> signer.request("PutRecord", BodyFormat.JSON.putRecord(name, put)))
                                    .toList())
                    .close();
            try (IdleConnections idle = IdleConnections.open(
                    facade.address(),
                    names.stream()
                            .limit(connections)
                            .map(name -> signer.request("PutRecord", BodyFormat.JSON.putRecord(name, put)))
                            .toList())) {
                return finding(JvmMemory.afterCollection(facade.handle().pid(), facade.address()));
            }
        } finally {
            servers.stop(facade);
        }
    }

    private Finding finding(JvmMemory memory) {
        return new Finding(
                name(),
                String.format(
                        Locale.ROOT,
                        "heap after a full collection: %,d streams x %d shards, %d connections, idle",
                        streams,
                        shards,
                        connections),
                memory.heap() / MIB,
                "MiB",
                512,
                256,
                String.format(
                        Locale.ROOT,
                        "direct buffers %.0f MiB, resident %.0f MiB",
                        memory.direct() / MIB,
                        memory.resident() / MIB));
    }
}
