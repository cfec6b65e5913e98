package io.millrace.server.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Finds a JSON text's bytes where they stand in the body, so that base64, the largest part of most requests, is never made
 * characters of.
 */
final class QuotedText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = LOW_BITS * '"';
    private static final long BACKSLASHES = LOW_BITS * '\\';

    private QuotedText() {}

    /**
     * What stands between the quotes.
     *
     * @param body a buffer with an array
     * @param start the place of the opening quote in the buffer
     * @return empty if characters are escaped, as some encoders do with every slash, or nothing is quoted there
     */
    static Optional<ByteBuffer> at(ByteBuffer body, long start) {
        if (start < 0 || start >= body.limit() || body.get((int) start) != '"') {
            return Optional.empty();
        }
        int from = (int) start + 1;
        int end = end(body.array(), body.arrayOffset() + from, body.arrayOffset() + body.limit()) - body.arrayOffset();
        return end < body.limit() && body.get(end) == '"'
                ? Optional.of(body.slice(from, end - from))
                : Optional.empty();
    }

    /** The place of the next quote or backslash: eight bytes at a time, then one by one. */
    private static int end(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to) {
            long word = (long) LONGS.get(bytes, i);
            if (hasZero(word ^ QUOTES) || hasZero(word ^ BACKSLASHES)) {
                break;
            }
            i += Long.BYTES;
        }
        while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Whether one of the eight bytes is zero. */
    private static boolean hasZero(long word) {
        return ((word - LOW_BITS) & ~word & HIGH_BITS) != 0;
    }
}
