package io.millrace.benchmarks.profile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** How often each thread was found in each layer, by the kernel's numbers of the threads. */
final class Stacks {

    private final Map<Long, Map<Layer, Integer>> samples = new HashMap<>();

    void add(long thread, Layer layer) {
        samples.computeIfAbsent(thread, any -> new EnumMap<>(Layer.class)).merge(layer, 1, Integer::sum);
    }

    /** The parts of this thread's time, which add up to 1; empty if it was never found running. */
    Map<Layer, Double> shares(long thread) {
        Map<Layer, Integer> found = samples.getOrDefault(thread, Map.of());
        double all = found.values().stream().mapToInt(Integer::intValue).sum();
        Map<Layer, Double> shares = new EnumMap<>(Layer.class);
        found.forEach((layer, count) -> shares.put(layer, count / all));
        return shares;
    }

    int count() {
        return samples.values().stream()
                .flatMap(layers -> layers.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
