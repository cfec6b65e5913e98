package io.millrace.benchmarks;

import io.millrace.benchmarks.drivers.DirectKafkaDriver;
import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.drivers.HttpDriver;
import io.millrace.benchmarks.drivers.KinesisEndpoint;
import io.millrace.benchmarks.drivers.SdkDriver;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Kinesalite;
import io.millrace.benchmarks.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the servers that the chosen drivers need, and stops them in the other order. */
final class Systems implements AutoCloseable {

    /** The drivers that there are, by their names. */
    static final List<String> DRIVERS =
            List.of("direct-kafka", "millrace-json", "millrace-cbor", "millrace-sdk", "kinesalite");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Driver> drivers = new ArrayList<>();
    private final Path out;
    private final List<String> facadeJvm;
    private final Consumer<String> progress;

    private Systems(Path out, List<String> facadeJvm, Consumer<String> progress) {
        this.out = out;
        this.facadeJvm = facadeJvm;
        this.progress = progress;
    }

    static Systems start(
            List<String> names, List<String> facadeJvm, Path out, Path data, Path cache, Consumer<String> progress) {
        Systems systems = new Systems(out, facadeJvm, progress);
        try {
            if (names.stream().anyMatch(name -> !name.equals("kinesalite"))) {
                systems.startKafka(names, data);
            }
            if (names.contains("kinesalite")) {
                systems.startKinesalite(cache);
            }
            return systems;
        } catch (RuntimeException e) {
            systems.close();
            throw e;
        }
    }

    List<Driver> drivers() {
        return List.copyOf(drivers);
    }

    private void startKafka(List<String> names, Path data) {
        progress.accept("starting the broker");
        Servers servers = opened(new Servers(data, out.resolve("logs")));
        ChildProcess broker = servers.broker();
        if (names.contains("direct-kafka")) {
            drivers.add(opened(new DirectKafkaDriver(broker.ready(), Map.of("broker", broker.handle()))));
        }
        if (names.stream().anyMatch(name -> name.startsWith("millrace-"))) {
            startFacade(names, servers, broker);
        }
    }

    private void startFacade(List<String> names, Servers servers, ChildProcess broker) {
        progress.accept("starting the facade");
        ChildProcess facade = servers.facade("facade", broker, facadeJvm, Map.of());
        KinesisEndpoint endpoint = KinesisEndpoint.of(broker, List.of(facade));
        if (names.contains("millrace-json")) {
            drivers.add(new HttpDriver("millrace-json", endpoint, BodyFormat.JSON));
        }
        if (names.contains("millrace-cbor")) {
            drivers.add(new HttpDriver("millrace-cbor", endpoint, BodyFormat.CBOR));
        }
        if (names.contains("millrace-sdk")) {
            drivers.add(opened(new SdkDriver("millrace-sdk", endpoint)));
        }
    }

    private void startKinesalite(Path cache) {
        Optional<Path> installed = Kinesalite.installed(cache, log("npm"));
        if (installed.isEmpty()) {
            progress.accept("kinesalite is skipped: it needs node and npm (see " + log("npm") + ")");
            return;
        }
        progress.accept("starting kinesalite");
        ChildProcess server = opened(Kinesalite.start(installed.get(), log("kinesalite")));
        KinesisEndpoint endpoint =
                new KinesisEndpoint(List.of(server.address()), "kinesalite", Map.of("kinesalite", server.handle()));
        drivers.add(new HttpDriver("kinesalite", endpoint, BodyFormat.JSON));
    }

    private Path log(String name) {
        return out.resolve("logs").resolve(name + ".log");
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                progress.accept("while stopping: " + e);
            }
        }
    }
}
