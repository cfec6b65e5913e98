package io.millrace.server.metrics;

/** The operations that read records. */
public enum ReadOperation {
    GET_RECORDS("millrace.get.records"),
    SUBSCRIBE_TO_SHARD("millrace.subscribe.to.shard");

    private final String prefix;

    ReadOperation(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}
