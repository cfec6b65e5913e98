package io.millrace.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings where its defaults are meant for a cluster of dedicated machines. */
final class SingleNodeSettings {

    static final int NODE_ID = 1;
    static final String HOST = "127.0.0.1";
    static final String CLIENT_LISTENER = "CLIENT";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private SingleNodeSettings() {}

    static Map<String, String> of(Path dataDir, int clientPort, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("log.dirs", dataDir.toString());
        listeners(clientPort, controllerPort, settings);
        internalTopics(settings);
        quickReactions(settings);
        modestMemory(settings);
        return settings;
    }

    private static void listeners(int clientPort, int controllerPort, Map<String, String> settings) {
        String client = HOST + ":" + clientPort;
        String controller = HOST + ":" + controllerPort;
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("process.roles", "broker,controller");
        settings.put("listeners", CLIENT_LISTENER + "://" + client + "," + CONTROLLER_LISTENER + "://" + controller);
        settings.put(
                "listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("auto.create.topics.enable", "false");
    }

    private static void internalTopics(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
    }

    private static void quickReactions(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After kill -9 the broker registers anew once its former session has lapsed: that is the wait.
        settings.put("broker.heartbeat.interval.ms", "250");
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("log.retention.check.interval.ms", "30000");
    }

    private static void modestMemory(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "8388608");
        settings.put("metadata.log.segment.bytes", "33554432");
        settings.put("metadata.max.retention.bytes", "67108864");
        // A Kinesis stream's records are up to 10 MiB; topics say how much of that is theirs.
        settings.put("message.max.bytes", "12582912");
    }
}
