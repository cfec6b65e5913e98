package io.millrace.server.auth;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The specification's UriEncode: of the UTF-8 bytes, all but {@code A-Z a-z 0-9 - . _ ~} become %XY in upper case.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed
 *     request</a>
 */
final class UriEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private UriEncoding() {}

    /** Encodes a path; slashes stay. A percent sign is encoded as well: what was encoded once is now encoded twice. */
    static String encodePath(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (octet == '/') {
                encoded.append('/');
            } else {
                append(encoded, octet);
            }
        }
        return encoded.toString();
    }

    /** Brings part of a query, in whatever encoding it came, into this one. */
    static String reencode(String part) {
        StringBuilder encoded = new StringBuilder(part.length() + 16);
        for (byte octet : decodedBytes(part, true)) {
            append(encoded, octet);
        }
        return encoded.toString();
    }

    static String decode(String encoded) {
        return new String(decodedBytes(encoded, false), StandardCharsets.UTF_8);
    }

    /** Of a percent sign that no two hexadecimal digits follow it makes a percent sign: a signature decides, not we. */
    private static byte[] decodedBytes(String text, boolean plusIsSpace) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%' && i + 2 < raw.length && hexDigit(raw[i + 1]) >= 0 && hexDigit(raw[i + 2]) >= 0) {
                decoded.write(hexDigit(raw[i + 1]) << 4 | hexDigit(raw[i + 2]));
                i += 2;
            } else {
                decoded.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return decoded.toByteArray();
    }

    private static int hexDigit(byte octet) {
        return octet < 0 ? -1 : Character.digit((char) octet, 16);
    }

    private static void append(StringBuilder encoded, byte octet) {
        if (isUnreserved(octet)) {
            encoded.append((char) octet);
        } else {
            encoded.append('%').append(HEX.charAt((octet & 0xff) >> 4)).append(HEX.charAt(octet & 0xf));
        }
    }

    private static boolean isUnreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }
}
