package io.millrace.server.wire;

import java.io.IOException;
import java.io.OutputStream;

/** What an answer is written to, where a part that many answers have in common need not be copied into each. */
public abstract class AnswerStream extends OutputStream {

    /** Makes bytes of which this answer and others can hold parts. */
    public abstract SharedBytes share(byte[] bytes, int length);

    /** Appends the bytes from one index up to another. They must not have been released before this returns. */
    public abstract void append(SharedBytes shared, int from, int to) throws IOException;
}
