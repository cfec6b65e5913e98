package io.millrace.server.config;

import java.time.Duration;

/** This node among those that share a catalog. */
public record ClusterConfig(String nodeName, Duration lease) {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public ClusterConfig {
        Check.duration("cluster.lease", lease, SHORTEST, LONGEST);
    }
}
