package io.millrace.firehose.testing;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Keeps what it is given, to test the cluster itself with. */
public final class RecordingSink extends SinkConnector {

    static final Queue<SinkRecord> SEEN = new ConcurrentLinkedQueue<>();

    @Override
    public void start(Map<String, String> settings) {}

    @Override
    public Class<? extends Task> taskClass() {
        return RecordingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        return IntStream.range(0, most)
                .mapToObj(task -> Collections.<String, String>emptyMap())
                .toList();
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef().define("must", ConfigDef.Type.STRING, ConfigDef.Importance.LOW, "is required");
    }

    @Override
    public String version() {
        return "test";
    }

    /** Its task. */
    public static final class RecordingTask extends SinkTask {

        @Override
        public void start(Map<String, String> settings) {}

        @Override
        public void put(Collection<SinkRecord> records) {
            SEEN.addAll(records);
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "test";
        }
    }
}
