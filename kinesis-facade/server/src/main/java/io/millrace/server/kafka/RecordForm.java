package io.millrace.server.kafka;

import java.io.IOException;
import java.io.OutputStream;

/** How records look in an answer. Equal forms write the same bytes of a record. */
public interface RecordForm {

    /** Writes one, with what stands between it and the one before, unless it is the first. */
    void write(StoredRecord record, boolean first, OutputStream out) throws IOException;

    /** How many bytes stand between two. */
    int separator();
}
