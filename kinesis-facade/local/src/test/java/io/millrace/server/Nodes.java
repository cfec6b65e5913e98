package io.millrace.server;

import io.millrace.local.testing.SharedBroker;
import io.millrace.server.config.ServerConfig;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Opens nodes without HTTP on the broker that all tests share. Those of one catalog topic know the same streams. */
final class Nodes {

    private Nodes() {}

    static Node open(String catalogTopic) {
        return open(catalogTopic, Map.of(), Clock.systemUTC());
    }

    static Node open(String catalogTopic, Map<String, String> settings, Clock clock) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrapServers", SharedBroker.bootstrapServers());
        all.put("kafka.catalogTopic", catalogTopic);
        return Node.open(ServerConfig.of(all), clock);
    }
}
