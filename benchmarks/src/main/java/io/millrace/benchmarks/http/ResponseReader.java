package io.millrace.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads the HTTP/1.1 responses of one connection, one after the other, bodies with a length or in chunks. */
final class ResponseReader {

    private enum At {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final StringBuilder line = new StringBuilder();
    private byte[] body = new byte[64 * 1024];
    private int length;
    private int status;
    private long remaining;
    private boolean chunked;
    private At at = At.HEAD;

    /** Takes what has arrived; true when a response is complete. */
    boolean read(ByteBuffer arrived) {
        while (arrived.hasRemaining() && at != At.DONE) {
            switch (at) {
                case HEAD -> readLine(arrived, this::headLine);
                case BODY -> take(arrived, At.DONE);
                case CHUNK -> take(arrived, At.CHUNK_END);
                case CHUNK_SIZE -> readLine(arrived, this::chunkSize);
                case CHUNK_END -> readLine(arrived, ignored -> at = At.CHUNK_SIZE);
                case TRAILER -> readLine(arrived, trailer -> at = trailer.isEmpty() ? At.DONE : At.TRAILER);
                case DONE -> throw new IllegalStateException("more bytes than the response has");
            }
        }
        return at == At.DONE;
    }

    /** The response that is complete; the reader is then ready for the next. */
    Answer take() {
        Answer answer = new Answer(status, body, length);
        length = 0;
        status = 0;
        remaining = 0;
        chunked = false;
        at = At.HEAD;
        return answer;
    }

    private interface LineHandler {
        void line(String text);
    }

    private void readLine(ByteBuffer arrived, LineHandler handler) {
        while (arrived.hasRemaining()) {
            char c = (char) (arrived.get() & 0xff);
            if (c == '\n') {
                String text = line.toString();
                line.setLength(0);
                handler.line(text);
                return;
            }
            if (c != '\r') {
                line.append(c);
            }
        }
    }

    private void headLine(String text) {
        if (status == 0) {
            status = Integer.parseInt(text.substring(9, 12));
        } else if (!text.isEmpty()) {
            header(text);
        } else if (status == 100) {
            status = 0;
        } else if (chunked) {
            at = At.CHUNK_SIZE;
        } else {
            at = remaining == 0 ? At.DONE : At.BODY;
        }
    }

    private void header(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        if (name.equals("content-length")) {
            remaining = Long.parseLong(text.substring(colon + 1).trim());
        } else if (name.equals("transfer-encoding")) {
            chunked = text.toLowerCase(Locale.ROOT).contains("chunked");
        }
    }

    private void chunkSize(String text) {
        int extension = text.indexOf(';');
        remaining = Long.parseLong((extension < 0 ? text : text.substring(0, extension)).trim(), 16);
        at = remaining == 0 ? At.TRAILER : At.CHUNK;
    }

    private void take(ByteBuffer arrived, At next) {
        int count = (int) Math.min(remaining, arrived.remaining());
        if (length + count > body.length) {
            long wanted = Math.max(length + remaining, body.length * 2L);
            body = Arrays.copyOf(body, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
        arrived.get(body, length, count);
        length += count;
        remaining -= count;
        if (remaining == 0) {
            at = next;
        }
    }

    @Override
    public String toString() {
        return "HTTP " + status + " at " + at + ": "
                + new String(body, 0, Math.min(length, 100), StandardCharsets.UTF_8);
    }
}
