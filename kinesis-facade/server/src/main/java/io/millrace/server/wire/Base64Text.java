package io.millrace.server.wire;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64 as strict as the service: padded, and with no bits left over behind the last byte. */
final class Base64Text {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Base64Text() {}

    /** Decodes what remains of a buffer with an array. */
    static byte[] decode(ByteBuffer text) {
        int length = text.remaining();
        if (length % 4 != 0) {
            throw invalid(text, "Base64 encoded length is expected a multiple of 4 bytes but found: " + length);
        }
        byte[] bytes;
        try {
            bytes = bytesOf(Base64.getDecoder().decode(text.duplicate()));
        } catch (IllegalArgumentException e) {
            throw invalid(text, "Invalid Base64 character: '" + firstInvalid(text) + "'");
        }
        if (hasBitsLeftOver(text)) {
            // The service's own spelling.
            throw invalid(text, "Invalid last non-pad Base64 character dectected");
        }
        return bytes;
    }

    private static byte[] bytesOf(ByteBuffer decoded) {
        if (decoded.arrayOffset() == 0 && decoded.remaining() == decoded.array().length) {
            return decoded.array();
        }
        byte[] bytes = new byte[decoded.remaining()];
        decoded.get(bytes);
        return bytes;
    }

    private static boolean hasBitsLeftOver(ByteBuffer text) {
        int last = text.limit() - 1;
        if (last < 0 || text.get(last) != '=') {
            return false;
        }
        boolean twoPads = text.get(last - 1) == '=';
        int bits = ALPHABET.indexOf(text.get(twoPads ? last - 2 : last - 1));
        return (bits & (twoPads ? 0xF : 0x3)) != 0;
    }

    private static char firstInvalid(ByteBuffer text) {
        String all = StandardCharsets.UTF_8.decode(text.duplicate()).toString();
        return (char)
                all.chars().filter(c -> ALPHABET.indexOf(c) < 0).findFirst().orElse('=');
    }

    private static AwsException invalid(ByteBuffer text, String why) {
        String printed =
                Printed.of(StandardCharsets.UTF_8.decode(text.duplicate()).toString());
        return AwsError.serialization("'" + printed + "' can not be converted to a Blob: " + why)
                .asException();
    }
}
