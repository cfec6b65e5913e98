package io.millrace.server.config;

/** Whether the service's rates per shard are enforced. */
public record LimitsConfig(Mode mode) {

    public enum Mode {
        NONE,
        AWS
    }
}
