package io.millrace.benchmarks.drivers;

import io.millrace.benchmarks.measure.Ledger;
import io.millrace.benchmarks.measure.Trial;
import io.millrace.benchmarks.workloads.PutLoad;

/**
 * A client that drives a system under test. Methods throw {@link DriverFailure} where the system errs, and return when nothing
 * is under way any more.
 */
public interface Driver extends AutoCloseable {

    /** As in the table and on the command line. */
    String name();

    SystemUnderTest system();

    /** Puts until the meter is over; returns every record that was acknowledged, in the ramp and at the end too. */
    Ledger put(String stream, PutLoad load, Trial trial);

    /** Reads from the trim horizon to the tip, over and over, until the meter is over. */
    void read(String stream, Trial trial);

    /** Reads everything once. */
    Ledger readBack(String stream);

    /** Reads what is written to a stream of one shard from now on, with so many readers of it all, until the meter is over. */
    default void readHead(String stream, int readers, Trial trial) {
        throw new UnsupportedOperationException(name());
    }

    /** Puts one record after the other, each measured from its acknowledgement until it is pushed to a subscriber. */
    default void push(String stream, Trial trial) {
        throw new UnsupportedOperationException(name());
    }

    @Override
    void close();
}
