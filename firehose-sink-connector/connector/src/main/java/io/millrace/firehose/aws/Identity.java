package io.millrace.firehose.aws;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param key empty for the SDK's default chain (environment, profile, container, instance)
 * @param role that is assumed with it
 */
public record Identity(Optional<AccessKey> key, Optional<Role> role) {

    /** Whoever the worker is. */
    public static final Identity OF_THE_WORKER = new Identity(Optional.empty(), Optional.empty());

    public static Identity of(AccessKey key) {
        return new Identity(Optional.of(key), Optional.empty());
    }
}
