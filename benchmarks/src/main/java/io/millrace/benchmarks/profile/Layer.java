package io.millrace.benchmarks.profile;

/** What a record passes through in the facade, in that order; and what the JVM does beside it. */
enum Layer {
    HTTP("HTTP: Netty, bodies, heads, answers"),
    SIGNATURE("Signature Version 4"),
    CODEC("JSON or CBOR, read and written"),
    ROUTING("MD5 and the shard that it falls into"),
    APPEND("the operation: gates, lease, appends, metrics"),
    NUMBERS("sequence numbers"),
    PRODUCER("Kafka's producer: batches, checksums, bookkeeping"),
    KAFKA_CONNECTION("Kafka's connection: requests, responses, selector"),
    OTHER("handing over between threads, other threads"),
    COLLECTOR("JVM: garbage collection"),
    JVM("JVM: the rest (safepoints, this profile)"),
    COMPILER("JVM: JIT compilers (none once warm)");

    private final String title;

    Layer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
