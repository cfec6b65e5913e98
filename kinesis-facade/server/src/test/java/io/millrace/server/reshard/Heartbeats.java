package io.millrace.server.reshard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Heartbeats to test with. */
final class Heartbeats {

    static final Duration LEASE = Duration.ofSeconds(10);

    private Heartbeats() {}

    static Heartbeat of(String node) {
        return inTerm(node, 1);
    }

    static Heartbeat inTerm(String node, long term) {
        return new Heartbeat(node, node, term, LEASE, 0, List.of(), Optional.empty(), false);
    }

    static Heartbeat drained(String node, ClosingId closing, Map<Integer, Long> ends) {
        return new Heartbeat(
                node, node, 1, LEASE, 0, List.of(new Drained(closing.toString(), ends)), Optional.empty(), false);
    }

    static Heartbeat leaving(String node) {
        return new Heartbeat(node, node, 1, LEASE, 0, List.of(), Optional.empty(), true);
    }
}
