package io.millrace.server.config;

import java.time.Duration;

/** This node among those that share a catalog. */
public record ClusterConfig(String nodeName, Duration lease) {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public ClusterConfig {
        if (lease.compareTo(SHORTEST) < 0 || lease.compareTo(LONGEST) > 0) {
            throw ConfigException.at(
                    "cluster.lease",
                    Durations.print(lease) + " is out of range (" + Durations.print(SHORTEST) + " to "
                            + Durations.print(LONGEST) + ")");
        }
    }
}
