package io.millrace.benchmarks.drivers;

import java.util.Map;

/** What is measured, whichever client drives it. Methods throw {@link DriverFailure} where it errs. */
public interface SystemUnderTest {

    /** Systems of the same storage see each other's streams. */
    String storage();

    /** Whether a stream made here is one for every system of the storage: a topic alone is none for the facade. */
    boolean makesStreams();

    /** The processes whose CPU time is its cost, by their parts. */
    Map<String, ProcessHandle> servers();

    /** Returns when the stream takes records. */
    void createStream(String stream, int shards);

    void deleteStream(String stream);
}
