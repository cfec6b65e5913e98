package io.millrace.firehose;

import io.millrace.firehose.assembly.Destinations;
import io.millrace.firehose.assembly.OffsetChange;
import io.millrace.firehose.config.FirehoseConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Delivers topics as Amazon Data Firehose delivers streams.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html">What is Amazon Data Firehose?</a>
 */
public final class FirehoseSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Version.TEXT;
    }

    @Override
    public void start(Map<String, String> started) {
        properties = Map.copyOf(started);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return FirehoseSinkTask.class;
    }

    /** Every task is as every other, but for its number: Connect shares the partitions out. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks).mapToObj(this::numbered).toList();
    }

    private Map<String, String> numbered(int task) {
        Map<String, String> numbered = new HashMap<>(properties);
        numbered.put(FirehoseSinkTask.NUMBER, Integer.toString(task));
        return numbered;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return FirehoseConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> given) {
        Config config = FirehoseConfig.validate(given);
        Destinations.check(config);
        return config;
    }

    /** Moves the heads too, so that a reset delivers again what was delivered. */
    @Override
    public boolean alterOffsets(Map<String, String> given, Map<TopicPartition, Long> offsets) {
        OffsetChange.apply(FirehoseConfig.of(given), offsets);
        return true;
    }
}
