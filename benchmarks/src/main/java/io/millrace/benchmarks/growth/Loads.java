package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.drivers.DirectKafkaDriver;
import io.millrace.benchmarks.drivers.Driver;
import io.millrace.benchmarks.drivers.HttpDriver;
import io.millrace.benchmarks.drivers.KinesisEndpoint;
import io.millrace.benchmarks.growth.Growth.Load;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.measure.Span;
import io.millrace.benchmarks.report.Results;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import io.millrace.benchmarks.workloads.PutLoad;
import io.millrace.benchmarks.workloads.PutWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Puts into streams of more and more shards, and over more and more nodes; rounds in turn, as in the tournament. */
final class Loads {

    private static final List<Integer> SHARDS = List.of(1, 4, 16, 64, 256, 1000);
    private static final int MOST_NODES = 4;
    private static final int SHARDS_OF_NODES = 16;
    private static final Duration RAMP = Duration.ofSeconds(1);
    private static final PutLoad LOAD = new PutLoad(500, 1024, 16);

    private final Servers servers;
    private final Duration warmUp;
    private final Duration window;
    private final int rounds;

    Loads(Servers servers, Duration warmUp, Duration window, int rounds) {
        this.servers = servers;
        this.warmUp = warmUp;
        this.window = window;
        this.rounds = rounds;
    }

    List<Load> byShards() throws InterruptedException {
        ChildProcess broker = servers.broker();
        return byShards(driver("facade", broker, facades(broker, 1)));
    }

    /** What there is to be had on the same broker. */
    List<Load> direct() throws InterruptedException {
        ChildProcess broker = servers.broker();
        try (Driver direct = new DirectKafkaDriver(broker.ready(), Map.of("broker", broker.handle()))) {
            return byShards(direct);
        }
    }

    private List<Load> byShards(Driver driver) throws InterruptedException {
        run(driver, "warm-up", SHARDS_OF_NODES, warmUp);
        Map<Integer, List<Sample>> samples = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            for (int shards : SHARDS) {
                add(samples, shards, run(driver, round + "-" + shards, shards, window));
            }
        }
        return loads(samples);
    }

    List<Load> byNodes() throws InterruptedException {
        ChildProcess broker = servers.broker();
        List<ChildProcess> facades = facades(broker, MOST_NODES);
        List<Driver> drivers = IntStream.rangeClosed(1, MOST_NODES)
                .mapToObj(nodes -> driver("nodes-" + nodes, broker, facades.subList(0, nodes)))
                .toList();
        // Each by itself: the last would be the least warm of all.
        for (ChildProcess facade : facades) {
            run(driver("warm-up", broker, List.of(facade)), facade.ready(), SHARDS_OF_NODES, warmUp);
        }
        Map<Integer, List<Sample>> samples = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
                add(samples, nodes, run(drivers.get(nodes - 1), "round-" + round, SHARDS_OF_NODES, window));
            }
        }
        return loads(samples);
    }

    private List<ChildProcess> facades(ChildProcess broker, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> servers.facade("facade-" + number, broker, List.of("-Xmx1g"), Map.of()))
                .toList();
    }

    private static Driver driver(String name, ChildProcess broker, List<ChildProcess> facades) {
        return new HttpDriver(name, KinesisEndpoint.of(broker, facades), BodyFormat.CBOR);
    }

    private static Sample run(Driver driver, String run, int shards, Duration length) throws InterruptedException {
        PutWorkload puts = new PutWorkload("growth", "", LOAD, shards, Set.of(driver.name()));
        Sample sample = puts.run(driver, driver.name() + "-" + run, new Span(RAMP, length));
        System.err.printf(
                "%-10s %-10s %5d shards %,9.0f records/s  CPU s per million: %s%n",
                driver.name(), run, shards, sample.recordsPerSecond(), perMillion(sample));
        return sample;
    }

    private static String perMillion(Sample sample) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(sample.cpu().seconds())
                .forEach((part, seconds) -> parts.add("%s %.1f".formatted(part, seconds / sample.records() * 1e6)));
        return String.join(", ", parts);
    }

    private static void add(Map<Integer, List<Sample>> samples, int size, Sample sample) {
        samples.computeIfAbsent(size, any -> new ArrayList<>()).add(sample);
    }

    private static List<Load> loads(Map<Integer, List<Sample>> samples) {
        return samples.entrySet().stream()
                .map(entry -> load(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Load load(int size, List<Sample> samples) {
        return new Load(
                size,
                median(samples, Sample::recordsPerSecond),
                median(samples, sample -> micros(sample, "facade")),
                median(samples, sample -> micros(sample, "broker")),
                median(samples, sample -> micros(sample, "client")));
    }

    private static double micros(Sample sample, String part) {
        return sample.cpu().seconds().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(part)
                                && !entry.getKey().endsWith(" JIT"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum()
                / sample.records()
                * 1e6;
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return Results.median(samples.stream().map(figure::applyAsDouble).toList());
    }
}
