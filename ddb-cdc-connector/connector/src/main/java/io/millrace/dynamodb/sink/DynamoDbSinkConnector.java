package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.Module;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Applies topics of changes, as the source connector of this module writes them, to tables. */
public final class DynamoDbSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    public void start(Map<String, String> started) {
        properties = Map.copyOf(started);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DynamoDbSinkTask.class;
    }

    /** Every task is as every other, but for its number: Connect shares the partitions out. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks).mapToObj(this::numbered).toList();
    }

    private Map<String, String> numbered(int task) {
        Map<String, String> numbered = new HashMap<>(properties);
        numbered.put(DynamoDbSinkTask.NUMBER, Integer.toString(task));
        return numbered;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return SinkOptions.DEFINITION;
    }

    @Override
    public Config validate(Map<String, String> given) {
        return SinkConfig.validate(given);
    }
}
