package io.millrace.server.metrics;

/** The operations that write records. */
public enum WriteOperation {
    PUT_RECORD("millrace.put.record"),
    PUT_RECORDS("millrace.put.records");

    private final String prefix;

    WriteOperation(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}
