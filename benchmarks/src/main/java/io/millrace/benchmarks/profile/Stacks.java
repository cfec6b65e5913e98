package io.millrace.benchmarks.profile;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** How often each thread was found in each layer, by the kernel's numbers of the threads: in the program, and in the kernel. */
final class Stacks {

    private final Map<Long, Map<Layer, Integer>> program = new HashMap<>();
    private final Map<Long, Map<Layer, Integer>> kernel = new HashMap<>();

    void add(long thread, Layer layer, int times) {
        add(program, thread, layer, times);
    }

    void addInKernel(long thread, Layer layer, int times) {
        add(kernel, thread, layer, times);
    }

    private static void add(Map<Long, Map<Layer, Integer>> samples, long thread, Layer layer, int times) {
        samples.computeIfAbsent(thread, any -> new EnumMap<>(Layer.class)).merge(layer, times, Integer::sum);
    }

    /** The parts of this thread's time in the program, which add up to 1; its own layer's if it was never found there. */
    Map<Layer, Double> program(long thread, Layer own) {
        return shares(program.get(thread), own);
    }

    /** Likewise in the kernel. */
    Map<Layer, Double> kernel(long thread, Layer own) {
        return shares(kernel.get(thread), own);
    }

    private static Map<Layer, Double> shares(Map<Layer, Integer> found, Layer own) {
        if (found == null) {
            return Map.of(own, 1.0);
        }
        double all = sum(found);
        Map<Layer, Double> shares = new EnumMap<>(Layer.class);
        found.forEach((layer, count) -> shares.put(layer, count / all));
        return shares;
    }

    int count() {
        return program.values().stream().mapToInt(Stacks::sum).sum();
    }

    private static int sum(Map<Layer, Integer> found) {
        return found.values().stream().mapToInt(Integer::intValue).sum();
    }
}
