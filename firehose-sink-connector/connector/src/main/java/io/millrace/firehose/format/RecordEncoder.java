package io.millrace.firehose.format;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes the records of one file. Used by one thread.
 *
 * <p>An IOException is the stream's, and ends the file; a record that cannot be part of it is a {@link Failure}, and leaves no trace in it.
 */
public interface RecordEncoder extends Closeable {

    /** The failure if the record cannot be written; then none of it is. */
    Optional<Failure> write(DeliveryRecord record) throws IOException;

    /** An estimate of the bytes that the encoder holds in memory, since they cannot be given to the stream yet. */
    long heldBytes();

    /** Ends the file: all of it is in the stream then. The stream is not closed. */
    void finish() throws IOException;

    /** Lets go of what is held. Without {@link #finish} before it, what the stream has is of no use. */
    @Override
    void close();
}
