package io.millrace.benchmarks.http;

import io.millrace.benchmarks.measure.Tally;
import io.millrace.benchmarks.workloads.Put;
import java.util.Optional;

/** Finds in a response what the benchmark needs, by its bytes: parsing all of it would cost as much as serving it. */
public interface ResponseScan {

    /** Counts every sequence number of the response and returns how many there are. */
    int numbers(Answer answer, Tally tally);

    /** Counts every sequence number and the beginning of every payload, and returns how many records there are. */
    int records(Answer answer, Tally tally);

    /** The hash by which {@link #records} will know this payload. */
    long payload(Put put);

    Optional<String> nextShardIterator(Answer answer);

    /** 0 where the response does not say. */
    long millisBehindLatest(Answer answer);
}
