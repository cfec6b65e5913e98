package io.millrace.benchmarks.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which layer a sample belongs to. The innermost frame decides that is of a layer: what the JDK does for a layer is that
 * layer's, and a callback of ours is ours, although Kafka's thread runs it.
 */
final class Layers {

    /** By the beginnings of class names; the first that fits. */
    private static final Map<String, Layer> PACKAGES = new LinkedHashMap<>();

    /** By the beginnings of thread names, for what has no frames. */
    private static final Map<String, Layer> THREADS = new LinkedHashMap<>();

    static {
        PACKAGES.put("io.netty.", Layer.HTTP);
        PACKAGES.put("io.millrace.server.http.", Layer.HTTP);
        PACKAGES.put("io.millrace.server.auth.", Layer.SIGNATURE);
        PACKAGES.put("io.millrace.server.wire.", Layer.CODEC);
        PACKAGES.put("com.fasterxml.jackson.", Layer.CODEC);
        PACKAGES.put("io.millrace.mapping.HashKey", Layer.ROUTING);
        PACKAGES.put("io.millrace.mapping.SequenceNumber", Layer.NUMBERS);
        PACKAGES.put("io.millrace.mapping.WideDecimal", Layer.NUMBERS);
        PACKAGES.put("io.millrace.", Layer.APPEND);
        PACKAGES.put("io.micrometer.", Layer.APPEND);
        PACKAGES.put("org.apache.kafka.common.network.", Layer.KAFKA_CONNECTION);
        PACKAGES.put("org.apache.kafka.common.requests.", Layer.KAFKA_CONNECTION);
        PACKAGES.put("org.apache.kafka.common.protocol.", Layer.KAFKA_CONNECTION);
        PACKAGES.put("org.apache.kafka.common.message.", Layer.KAFKA_CONNECTION);
        PACKAGES.put("org.apache.kafka.clients.NetworkClient", Layer.KAFKA_CONNECTION);
        PACKAGES.put("org.apache.kafka.clients.InFlightRequests", Layer.KAFKA_CONNECTION);
        PACKAGES.put("org.apache.kafka.clients.ClientResponse", Layer.KAFKA_CONNECTION);
        PACKAGES.put("org.apache.kafka.clients.consumer.", Layer.OTHER);
        PACKAGES.put("org.apache.kafka.clients.admin.", Layer.OTHER);
        PACKAGES.put("org.apache.kafka.", Layer.PRODUCER);

        THREADS.put("GC Thread", Layer.COLLECTOR);
        THREADS.put("G1 ", Layer.COLLECTOR);
        THREADS.put("C1 Compiler", Layer.COMPILER);
        THREADS.put("C2 Compiler", Layer.COMPILER);
        THREADS.put("VM ", Layer.JVM);
        THREADS.put("JFR ", Layer.JVM);
        THREADS.put("Sweeper", Layer.JVM);
        THREADS.put("Service Thread", Layer.JVM);
        THREADS.put("Monitor Deflati", Layer.JVM);
        THREADS.put("Signal Dispatch", Layer.JVM);
        THREADS.put("Reference Handl", Layer.JVM);
        THREADS.put("Common-Cleaner", Layer.JVM);
        THREADS.put("Attach Listener", Layer.JVM);
        THREADS.put("Async-profiler", Layer.JVM);
        THREADS.put("java", Layer.JVM);
        THREADS.put("millrace-http", Layer.HTTP);
        THREADS.put("kafka-producer-", Layer.KAFKA_CONNECTION);
    }

    private Layers() {}

    /** @param frames class names, the innermost first */
    static Layer of(List<String> frames) {
        return frames.stream()
                .map(frame -> find(PACKAGES, frame))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Layer.OTHER);
    }

    /** Whether any of these is a class of the JDK or a library's; the JVM's own frames have no packages. */
    static boolean isJava(List<String> frames) {
        return frames.stream().anyMatch(frame -> frame.startsWith("java/"));
    }

    /** The layer of a thread that does only one thing; of any other, {@link Layer#OTHER}. */
    static Layer ofThread(String name) {
        return find(THREADS, name).orElse(Layer.OTHER);
    }

    private static Optional<Layer> find(Map<String, Layer> beginnings, String name) {
        return beginnings.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
