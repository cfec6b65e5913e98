package io.millrace.benchmarks.growth;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was measured, raw. Kept in a file, so that a part of it can be measured again.
 *
 * @param machine in words
 * @param byShards a stream of that many shards, on one node
 * @param direct a topic of that many partitions, and a KafkaProducer
 * @param byNodes a stream of the same shards, on that many nodes
 * @param idle a catalog of one stream of that many shards
 */
public record Growth(String machine, List<Load> byShards, List<Load> direct, List<Load> byNodes, List<Idle> idle) {

    static final Growth NOTHING = new Growth("", List.of(), List.of(), List.of(), List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    public Growth {
        byShards = List.copyOf(byShards);
        direct = List.copyOf(direct);
        byNodes = List.copyOf(byNodes);
        idle = List.copyOf(idle);
    }

    /**
     * Medians over rounds of what puts cost; CPU in microseconds a record, without the JIT compilers'.
     *
     * @param size shards or nodes
     * @param facadeCpu of all facades together
     * @param brokerCpu of the broker behind them
     * @param clientCpu of who puts
     */
    record Load(int size, double recordsPerSecond, double facadeCpu, double brokerCpu, double clientCpu) {}

    /**
     * A facade to which nobody speaks.
     *
     * @param heapMib after a full collection
     * @param residentMib of the whole process
     * @param cpuMillis CPU milliseconds in a second
     */
    record Idle(int shards, double heapMib, double residentMib, double cpuMillis) {}

    static Growth read(Path file) throws IOException {
        return Files.exists(file) ? JSON.readValue(file.toFile(), Growth.class) : NOTHING;
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }
}
