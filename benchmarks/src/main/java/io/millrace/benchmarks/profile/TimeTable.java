package io.millrace.benchmarks.profile;

import io.millrace.benchmarks.measure.ThreadTimes;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Microseconds of CPU by layer. The kernel says how long each thread ran, samples say where: a thread's time in the program is shared
 * out as its samples are. So is its time in the kernel where the samples tell; else it is that of the layer for which the thread
 * waits and writes.
 */
final class TimeTable {

    private record Micros(double program, double kernel) {

        static final Micros NONE = new Micros(0, 0);

        Micros plus(Micros other) {
            return new Micros(program + other.program, kernel + other.kernel);
        }

        double sum() {
            return program + kernel;
        }
    }

    private final Map<Layer, Micros> layers = new EnumMap<>(Layer.class);

    private TimeTable() {}

    /** @param threads what each took for so many records, by the kernel's numbers */
    static TimeTable of(Map<Long, ThreadTimes> threads, Stacks stacks, double records) {
        TimeTable table = new TimeTable();
        threads.forEach((number, times) -> {
            double program = times.user().toNanos() / 1e3 / records;
            double kernel = times.kernel().toNanos() / 1e3 / records;
            Layer own = Layers.ofThread(times.name());
            stacks.program(number, own).forEach((layer, share) -> table.add(layer, new Micros(program * share, 0)));
            stacks.kernel(number, own).forEach((layer, share) -> table.add(layer, new Micros(0, kernel * share)));
        });
        return table;
    }

    private void add(Layer layer, Micros micros) {
        layers.merge(layer, micros, Micros::plus);
    }

    double micros(Layer layer) {
        return layers.getOrDefault(layer, Micros.NONE).sum();
    }

    /** Markdown. What a layer takes is told in all, and how much of that in the kernel. */
    String page() {
        Micros all = layers.values().stream().reduce(Micros.NONE, Micros::plus);
        StringBuilder page =
                new StringBuilder("| layer | µs a record | of these in the kernel | share |\n|---|---:|---:|---:|\n");
        for (Layer layer : Layer.values()) {
            Micros micros = layers.getOrDefault(layer, Micros.NONE);
            page.append(line(layer.title(), micros, micros.sum() / all.sum()));
        }
        return page.append(line("**all**", all, 1)).toString();
    }

    private static String line(String title, Micros micros, double share) {
        return String.format(
                Locale.ROOT, "| %s | %.2f | %.2f | %.0f %% |%n", title, micros.sum(), micros.kernel(), share * 100);
    }
}
