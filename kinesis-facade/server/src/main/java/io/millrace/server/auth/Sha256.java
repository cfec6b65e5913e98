package io.millrace.server.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA256, which every Java runtime must have. */
final class Sha256 {

    private static final String HMAC = "HmacSHA256";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    /** Neither is safe to share, and to look a provider up costs as much as to hash a short text. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::newDigest);

    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Sha256::newMac);

    private Sha256() {}

    /** Reads the buffer where it lies and does not move its position. */
    static String hex(ByteBuffer bytes) {
        MessageDigest digest = DIGEST.get();
        digest.update(bytes.duplicate());
        return hex(digest.digest());
    }

    /** In lower case. */
    static String hex(byte[] bytes) {
        byte[] text = new byte[2 * bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = HEX[bytes[i] >> 4 & 0xf];
            text[2 * i + 1] = HEX[bytes[i] & 0xf];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static String hex(String text) {
        return hex(DIGEST.get().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Key key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    static byte[] hmac(Key key, String text) {
        Mac mac = MAC.get();
        try {
            mac.init(key);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
