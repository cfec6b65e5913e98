package io.millrace.benchmarks.growth;

import static io.millrace.benchmarks.plot.Tone.BLUE;
import static io.millrace.benchmarks.plot.Tone.GREY;
import static io.millrace.benchmarks.plot.Tone.ORANGE;

import io.millrace.benchmarks.growth.Growth.Idle;
import io.millrace.benchmarks.growth.Growth.Load;
import io.millrace.benchmarks.plot.Axis;
import io.millrace.benchmarks.plot.Chart;
import io.millrace.benchmarks.plot.Panel;
import io.millrace.benchmarks.plot.Series;
import io.millrace.benchmarks.plot.Tone;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figures as six panels: a record's cost and the rate by shards and by nodes, and what an idle shard takes. */
final class GrowthChart {

    private static final String FACADE = "facade";
    private static final String BROKER = "its broker";
    private static final String DIRECT = "KafkaProducer and broker";
    private static final String CPU = "CPU µs a record";
    private static final String RATE = "records/s";

    private GrowthChart() {}

    static String of(Growth growth) {
        return Chart.of(
                "What a record and a shard cost, as a stream and a cluster grow",
                "PutRecords, 500 x 1 KiB as CBOR, signed, acks=all; medians over rounds",
                growth.machine(),
                List.of(
                        List.of(cpuByShards(growth), rateByShards(growth)),
                        List.of(cpuByNodes(growth.byNodes()), rateByNodes(growth.byNodes())),
                        List.of(memory(growth.idle()), idleCpu(growth.idle()))));
    }

    private static Panel cpuByShards(Growth growth) {
        return panel(
                "Cost of a record, by shards of its stream",
                shards(),
                CPU,
                series(FACADE, BLUE, growth.byShards(), Load::size, Load::facadeCpu),
                series(BROKER, ORANGE, growth.byShards(), Load::size, Load::brokerCpu),
                series(DIRECT, GREY, growth.direct(), Load::size, load -> load.clientCpu() + load.brokerCpu()));
    }

    private static Panel rateByShards(Growth growth) {
        return panel(
                "Throughput, by shards of the stream",
                shards(),
                RATE,
                series(FACADE, BLUE, growth.byShards(), Load::size, Load::recordsPerSecond),
                series(DIRECT, GREY, growth.direct(), Load::size, Load::recordsPerSecond));
    }

    private static Panel cpuByNodes(List<Load> loads) {
        return panel(
                "Cost of a record, by nodes of the cluster",
                nodes(),
                CPU,
                series("all facades together", BLUE, loads, Load::size, Load::facadeCpu),
                series(BROKER, ORANGE, loads, Load::size, Load::brokerCpu));
    }

    private static Panel rateByNodes(List<Load> loads) {
        return panel(
                "Throughput, by nodes of the cluster",
                nodes(),
                RATE,
                series("all facades together", BLUE, loads, Load::size, Load::recordsPerSecond));
    }

    private static Panel memory(List<Idle> idle) {
        return panel(
                "Memory of an idle facade, by shards",
                shards(),
                "MiB",
                series(
                        perShard("heap", "%.1f KiB", idle, row -> row.heapMib() * 1024),
                        BLUE,
                        idle,
                        Idle::shards,
                        Idle::heapMib),
                series("process", ORANGE, idle, Idle::shards, Idle::residentMib));
    }

    private static Panel idleCpu(List<Idle> idle) {
        return panel(
                "CPU of an idle facade, by shards",
                shards(),
                "CPU ms a second",
                series("facade", BLUE, idle, Idle::shards, Idle::cpuMillis));
    }

    /** A name that tells what a shard adds, from the least to the most of them. */
    private static String perShard(String name, String format, List<Idle> idle, ToDoubleFunction<Idle> figure) {
        if (idle.size() < 2) {
            return name;
        }
        Idle first = idle.get(0);
        Idle last = idle.get(idle.size() - 1);
        double added = (figure.applyAsDouble(last) - figure.applyAsDouble(first)) / (last.shards() - first.shards());
        return String.format(Locale.ROOT, "%s, " + format + " a shard", name, added);
    }

    private static Axis shards() {
        return Axis.logarithmic("shards", 1, 4, 16, 64, 256, 1000);
    }

    private static Axis nodes() {
        return Axis.linear("nodes (processes on the same cores)", 1, 2, 3, 4);
    }

    private static Panel panel(String title, Axis x, String unit, Series... series) {
        List<Series> all = List.of(series);
        Axis y = Axis.fromZero(
                unit, all.stream().flatMap(each -> each.points().stream()).mapToDouble(Series.Point::y));
        return new Panel(title, x, y, all);
    }

    private static <T> Series series(
            String name, Tone tone, List<T> rows, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        return new Series(
                name,
                tone,
                rows.stream()
                        .map(row -> new Series.Point(x.applyAsDouble(row), y.applyAsDouble(row)))
                        .toList());
    }
}
