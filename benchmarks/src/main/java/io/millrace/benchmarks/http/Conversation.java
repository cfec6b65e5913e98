package io.millrace.benchmarks.http;

import java.nio.ByteBuffer;
import java.util.Optional;

/** What one connection says: a request, its answer, the next request. */
public interface Conversation {

    /** The next request, head and body, in a buffer that is the connection's alone; empty ends the conversation. */
    Optional<ByteBuffer> next();

    /** The answer to the request before; an exception ends the run as failed. */
    void answered(Answer answer, long sentNanos, long answeredNanos);
}
