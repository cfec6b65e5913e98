package io.millrace.server.config;

/** What streams are made like, and how many there may be. */
public record StreamsConfig(
        int replicationFactor,
        int minInsyncReplicas,
        int shardLimit,
        int onDemandStreamLimit,
        int defaultOnDemandShards) {

    /** Leaves a topic's setting to the brokers. */
    public static final int BROKER_DEFAULT = -1;

    public StreamsConfig {
        copies("streams.replicationFactor", replicationFactor);
        copies("streams.minInsyncReplicas", minInsyncReplicas);
        if (replicationFactor > 0 && minInsyncReplicas > replicationFactor) {
            throw ConfigException.at(
                    "streams.minInsyncReplicas",
                    minInsyncReplicas + " is more than streams.replicationFactor, " + replicationFactor);
        }
        Check.range("streams.shardLimit", shardLimit, 1, 1_000_000);
        Check.range("streams.onDemandStreamLimit", onDemandStreamLimit, 0, 1_000_000);
        Check.range("streams.defaultOnDemandShards", defaultOnDemandShards, 1, 10_000);
    }

    private static void copies(String path, int count) {
        if (count != BROKER_DEFAULT && (count < 1 || count > Short.MAX_VALUE)) {
            throw ConfigException.at(
                    path, count + " is not a number of replicas (1 or more, or -1 for the brokers' own)");
        }
    }
}
