package io.millrace.benchmarks.workloads;

/**
 * A closed loop of writers.
 *
 * @param recordsPerRequest 1 is PutRecord, more is PutRecords; for Kafka, so many sends and the wait for all of them
 * @param connections how many requests are under way at any time
 */
public record PutLoad(int recordsPerRequest, int recordBytes, int connections) {

    /** Different requests to choose from; more of them where they are small. */
    public int distinctRequests() {
        return recordsPerRequest == 1 ? 256 : 16;
    }
}
