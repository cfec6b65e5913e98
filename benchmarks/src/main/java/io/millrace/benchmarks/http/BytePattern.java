package io.millrace.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds a few bytes among many (Horspool 1980): a response of megabytes is searched without parsing it. */
final class BytePattern {

    private static final int NEAR = 2048;

    private final byte[] pattern;
    private final int[] skip = new int[256];

    BytePattern(byte[] pattern) {
        this.pattern = pattern.clone();
        Arrays.fill(skip, pattern.length);
        for (int i = 0; i < pattern.length - 1; i++) {
            skip[pattern[i] & 0xff] = pattern.length - 1 - i;
        }
    }

    static BytePattern of(String ascii) {
        return new BytePattern(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** As {@link #findEnd} of all bytes, but looks near their end first. */
    int findEndNearEnd(byte[] bytes, int to) {
        int found = findEnd(bytes, Math.max(0, to - NEAR), to);
        return found >= 0 ? found : findEnd(bytes, 0, to);
    }

    /** The index after the first occurrence that lies in {@code from..to}, or -1. */
    int findEnd(byte[] bytes, int from, int to) {
        int last = pattern.length - 1;
        int at = from;
        while (at + last < to) {
            int i = last;
            while (bytes[at + i] == pattern[i]) {
                if (i == 0) {
                    return at + pattern.length;
                }
                i--;
            }
            at += skip[bytes[at + last] & 0xff];
        }
        return -1;
    }
}
