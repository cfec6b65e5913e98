package io.millrace.benchmarks.report;

import io.millrace.benchmarks.measure.CpuUse;
import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.workloads.Contest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Samples of all rounds, and the rows that their medians make. */
public final class Results {

    private static final String DIRECT = "direct-kafka";
    private static final String KINESALITE = "kinesalite";
    private static final String BARE_LOOP = "bare-loop";

    private final Map<Contest, Map<String, Cell>> cells = new LinkedHashMap<>();

    private static final class Cell {
        private final Map<Integer, Sample> samples = new TreeMap<>();
        private Optional<String> failure = Optional.empty();
    }

    public void measured(Contest contest, String driver, int round, Sample sample) {
        cell(contest, driver).samples.put(round, sample);
    }

    public void failed(Contest contest, String driver, String why) {
        cell(contest, driver).failure = Optional.of(why);
    }

    public boolean hasFailed(Contest contest, String driver) {
        return cell(contest, driver).failure.isPresent();
    }

    public boolean anyFailed() {
        return rows().stream().anyMatch(row -> row.failure().isPresent());
    }

    private Cell cell(Contest contest, String driver) {
        return cells.computeIfAbsent(contest, any -> new LinkedHashMap<>()).computeIfAbsent(driver, any -> new Cell());
    }

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        cells.forEach((contest, drivers) -> drivers.forEach((driver, cell) -> {
            if (cell.failure.isPresent()) {
                rows.add(Row.failed(contest.name(), driver, cell.failure.get()));
            } else if (!cell.samples.isEmpty()) {
                rows.add(row(contest, driver, cell, drivers));
            }
        }));
        return rows;
    }

    private static Row row(Contest contest, String driver, Cell cell, Map<String, Cell> drivers) {
        double rate = median(cell, Sample::recordsPerSecond);
        return new Row(
                contest.name(),
                driver,
                rate,
                rate * contest.recordBytes() / 1e6,
                median(cell, Sample::p50Millis),
                median(cell, Sample::p99Millis),
                ratio(cell, drivers.get(DIRECT), Sample::recordsPerSecond),
                ratio(cell, drivers.get(KINESALITE), Sample::recordsPerSecond),
                ratio(cell, drivers.get(KINESALITE), sample -> 1 / sample.p99Millis()),
                ratio(cell, drivers.get(BARE_LOOP), Sample::recordsPerSecond),
                ofObjects(cell, Sample.Objects::count),
                ofObjects(cell, Sample.Objects::kibEach),
                cpuPerMillion(cell),
                Optional.empty());
    }

    private static Optional<Double> ofObjects(Cell cell, ToDoubleFunction<Sample.Objects> figure) {
        List<Double> figures = cell.samples.values().stream()
                .flatMap(sample -> sample.objects().stream())
                .map(figure::applyAsDouble)
                .toList();
        return figures.isEmpty() ? Optional.empty() : Optional.of(median(figures));
    }

    private static Map<String, Double> cpuPerMillion(Cell cell) {
        Map<String, Double> parts = new TreeMap<>();
        cell.samples.values().stream()
                .map(Sample::cpu)
                .map(CpuUse::seconds)
                .flatMap(seconds -> seconds.keySet().stream())
                .distinct()
                .forEach(part -> parts.put(
                        part,
                        median(
                                cell,
                                sample -> sample.cpu().seconds().getOrDefault(part, 0.0) / sample.records() * 1e6)));
        return parts;
    }

    /** Of figures in the same round: what else the machine did then, it did to both. */
    private static Optional<Double> ratio(Cell cell, @Nullable Cell base, ToDoubleFunction<Sample> figure) {
        if (base == null || base.failure.isPresent()) {
            return Optional.empty();
        }
        List<Double> ratios = new ArrayList<>();
        cell.samples.forEach((round, sample) -> {
            Sample other = base.samples.get(round);
            if (other != null && other.recordsPerSecond() > 0) {
                ratios.add(figure.applyAsDouble(sample) / figure.applyAsDouble(other));
            }
        });
        return ratios.isEmpty() ? Optional.empty() : Optional.of(median(ratios));
    }

    private static double median(Cell cell, ToDoubleFunction<Sample> figure) {
        return median(cell.samples.values().stream().mapToDouble(figure).boxed().toList());
    }

    public static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
