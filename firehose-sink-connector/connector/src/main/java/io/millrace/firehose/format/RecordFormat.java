package io.millrace.firehose.format;

import java.io.IOException;
import java.io.OutputStream;

/** A file format. Keeps nothing of the files it opens; files may be open at the same time. */
public interface RecordFormat {

    /** Writes a file to {@code out}, which stays the caller's to close. */
    RecordEncoder open(OutputStream out) throws IOException;

    /** What the names of such files end in, with its dot; empty for bytes as they come. */
    String extension();
}
