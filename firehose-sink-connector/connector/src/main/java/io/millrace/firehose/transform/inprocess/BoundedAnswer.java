package io.millrace.firehose.transform.inprocess;

import io.millrace.firehose.transform.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What a function writes, up to what an invocation carries. */
final class BoundedAnswer extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
    private boolean tooLarge;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        if (length > Limits.INVOCATION_BYTES - bytes.size()) {
            tooLarge = true;
            throw new IOException("an answer has at most " + Limits.INVOCATION_BYTES + " bytes");
        }
        bytes.write(from, offset, length);
    }

    /** Though the function may have taken the exception for something it can ignore. */
    boolean isTooLarge() {
        return tooLarge;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
