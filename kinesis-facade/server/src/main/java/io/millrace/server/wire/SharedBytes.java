package io.millrace.server.wire;

/** Bytes that any number of answers can hold at once, in memory that connections send from. Whoever made them releases them. */
public interface SharedBytes {

    int length();

    /** Answers that hold a part of them keep it until they are sent. */
    void release();
}
