package io.millrace.benchmarks.http;

import java.nio.charset.StandardCharsets;

/**
 * A response. Its bytes are those of the connection's buffer and hold until the next request is sent.
 *
 * @param length how many of the bytes are the body
 */
@SuppressWarnings("ArrayRecordComponent") // no copies of megabytes, no comparing
public record Answer(int status, byte[] bytes, int length) {

    public boolean ok() {
        return status == 200;
    }

    /** For an error message: the status and how the body begins. */
    public String summary() {
        return "HTTP " + status + " " + new String(bytes, 0, Math.min(length, 300), StandardCharsets.UTF_8);
    }
}
