package io.millrace.firehose.delivery;

import java.util.List;
import java.util.OptionalLong;

/** Commits the units of one partition, one after the other. One thread at a time calls it. */
public interface Commitment {

    /** Whether everything committed is visible, so that a unit can be committed. */
    boolean isReady();

    /** Where the next unit begins; nothing if only the consumer group knows. */
    OptionalLong next();

    /** Commits a unit with the steps that follow. */
    void commit(DeliveryUnit unit);

    /** Makes one request. */
    Progress step();

    /** The committed files that are still to be shown. Each one's steps may be taken by another thread. */
    List<Showing> showing();
}
