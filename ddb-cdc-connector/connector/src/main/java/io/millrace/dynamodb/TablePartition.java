package io.millrace.dynamodb;

import io.debezium.pipeline.spi.Partition;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table is one partition of Connect's offsets. */
record TablePartition(String server, String table) implements Partition {

    static final String SERVER = "server";
    static final String TABLE = "table";

    /** Always in one order: Connect looks offsets up by the bytes of it. */
    @Override
    public Map<String, String> getSourcePartition() {
        Map<String, String> partition = new LinkedHashMap<>();
        partition.put(SERVER, server);
        partition.put(TABLE, table);
        return partition;
    }

    @Override
    public Map<String, String> getLoggingContext() {
        return Map.of(TABLE, table);
    }
}
