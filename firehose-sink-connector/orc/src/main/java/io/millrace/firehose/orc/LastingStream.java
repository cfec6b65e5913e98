package io.millrace.firehose.orc;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that others than its owner cannot close. */
final class LastingStream extends FilterOutputStream {

    LastingStream(OutputStream out) {
        super(out);
    }

    /** At once, and not byte by byte as the superclass does. */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void close() {}
}
