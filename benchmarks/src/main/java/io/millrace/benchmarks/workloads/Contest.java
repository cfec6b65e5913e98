package io.millrace.benchmarks.workloads;

/** What systems are compared in. */
public interface Contest {

    /** As on the command line. */
    String name();

    /** As in the table. */
    String title();

    /** Payload bytes of each record, for MB/s. */
    int recordBytes();
}
