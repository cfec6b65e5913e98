package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.workloads.PutLoad;
import java.util.Map;

/**
 * A system under test and the client that drives it. Methods throw {@link DriverFailure} where the system errs, and return
 * when nothing is under way any more.
 */
public interface Driver extends AutoCloseable {

    /** As in the table and on the command line. */
    String name();

    /** Drivers of the same storage see each other's streams. */
    String storage();

    /** Whether a stream made here is one for every driver of the storage: a topic alone is none for the facade. */
    boolean makesStreams();

    /** The processes whose CPU time is this driver's cost, by their parts. */
    Map<String, ProcessHandle> servers();

    /** Returns when the stream takes records. */
    void createStream(String stream, int shards);

    void deleteStream(String stream);

    /** Puts until the meter is over; returns every record that was acknowledged, in the ramp and at the end too. */
    Ledger put(String stream, PutLoad load, Trial trial);

    /** Reads from the trim horizon to the tip, over and over, until the meter is over. */
    void read(String stream, Trial trial);

    /** Reads everything once. */
    Ledger readBack(String stream);

    @Override
    void close();
}
