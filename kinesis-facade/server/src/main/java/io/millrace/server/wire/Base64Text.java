package io.millrace.server.wire;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.Arrays;

/** Base64 as strict as the service: padded, and with no bits left over behind the last byte. */
final class Base64Text {

    private static final byte INVALID = -1;
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, INVALID);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private Base64Text() {}

    static byte[] decode(char[] text, int offset, int length) {
        if (length % 4 != 0) {
            throw invalid(
                    text,
                    offset,
                    length,
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + length);
        }
        if (length == 0) {
            return new byte[0];
        }
        int end = offset + length;
        int padding = text[end - 1] != '=' ? 0 : text[end - 2] != '=' ? 1 : 2;
        byte[] bytes = new byte[length / 4 * 3 - padding];
        int at = 0;
        int whole = padding == 0 ? end : end - 4;
        for (int i = offset; i < whole; i += 4) {
            int bits = valueOf(text[i]) << 18
                    | valueOf(text[i + 1]) << 12
                    | valueOf(text[i + 2]) << 6
                    | valueOf(text[i + 3]);
            if (bits < 0) {
                throw invalidCharacter(text, offset, length);
            }
            bytes[at++] = (byte) (bits >> 16);
            bytes[at++] = (byte) (bits >> 8);
            bytes[at++] = (byte) bits;
        }
        if (padding > 0) {
            int third = padding == 1 ? valueOf(text[end - 2]) : 0;
            int bits = valueOf(text[end - 4]) << 18 | valueOf(text[end - 3]) << 12 | third << 6;
            if (bits < 0) {
                throw invalidCharacter(text, offset, length);
            }
            if ((bits & (padding == 1 ? 0xFF : 0xFFFF)) != 0) {
                // The service's own spelling.
                throw invalid(text, offset, length, "Invalid last non-pad Base64 character dectected");
            }
            bytes[at++] = (byte) (bits >> 16);
            if (padding == 1) {
                bytes[at] = (byte) (bits >> 8);
            }
        }
        return bytes;
    }

    /** Negative, and so is everything it is combined with, where the character is not one of the alphabet. */
    private static int valueOf(char c) {
        return c < VALUES.length ? VALUES[c] : INVALID;
    }

    private static AwsException invalidCharacter(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (valueOf(text[i]) < 0) {
                return invalid(text, offset, length, "Invalid Base64 character: '" + text[i] + "'");
            }
        }
        throw new IllegalStateException("all characters are valid");
    }

    private static AwsException invalid(char[] text, int offset, int length, String why) {
        String printed = Printed.of(new String(text, offset, length));
        return AwsError.serialization("'" + printed + "' can not be converted to a Blob: " + why)
                .asException();
    }
}
