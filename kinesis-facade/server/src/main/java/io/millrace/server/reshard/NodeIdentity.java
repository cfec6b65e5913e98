package io.millrace.server.reshard;

import java.time.Duration;
import java.util.UUID;

/**
 * Who this node is.
 *
 * @param name what people call it
 * @param incarnation this run of it: one that starts again is another member
 * @param lease for how long its heartbeats count
 */
public record NodeIdentity(String name, String incarnation, Duration lease) {

    public static NodeIdentity fresh(String name, Duration lease) {
        return new NodeIdentity(name, UUID.randomUUID().toString(), lease);
    }
}
