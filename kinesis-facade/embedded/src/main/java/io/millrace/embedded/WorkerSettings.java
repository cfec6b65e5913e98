package io.millrace.embedded;

import java.util.HashMap;
import java.util.Map;

/** Connect's settings where its defaults are meant for a cluster of dedicated machines. */
final class WorkerSettings {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private WorkerSettings() {}

    static Map<String, String> of(EmbeddedConnect.Config config) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", config.bootstrapServers());
        settings.put("listeners", "http://" + SingleNodeSettings.HOST + ":" + config.port());
        settings.put("group.id", "millrace-connect");
        internalTopics(settings);
        connectors(settings);
        quickReactions(settings);
        settings.putAll(config.settings());
        return settings;
    }

    private static void internalTopics(Map<String, String> settings) {
        settings.put("config.storage.topic", "millrace-connect-configs");
        settings.put("config.storage.replication.factor", "1");
        settings.put("offset.storage.topic", "millrace-connect-offsets");
        settings.put("offset.storage.replication.factor", "1");
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.topic", "millrace-connect-status");
        settings.put("status.storage.replication.factor", "1");
        settings.put("status.storage.partitions", "1");
    }

    private static void connectors(Map<String, String> settings) {
        settings.put("key.converter", BYTES);
        settings.put("value.converter", BYTES);
        // A scan of all classes takes seconds; what is declared is found at once.
        settings.put("plugin.discovery", "service_load");
        // A stream's topic is written in transactions.
        settings.put("consumer.isolation.level", "read_committed");
        // A shard that splits has partitions that were not there before: five minutes are long to wait for them.
        settings.put("consumer.metadata.max.age.ms", "30000");
        settings.put("config.providers", "file,env");
        settings.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        settings.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    }

    private static void quickReactions(Map<String, String> settings) {
        // A worker that is gone does not come back to its tasks: five minutes of waiting are for rolling restarts.
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "1000");
        settings.put("worker.unsync.backoff.ms", "1000");
        settings.put("offset.flush.interval.ms", "5000");
        settings.put("task.shutdown.graceful.timeout.ms", "10000");
    }
}
