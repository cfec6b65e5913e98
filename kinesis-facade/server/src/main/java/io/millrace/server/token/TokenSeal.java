package io.millrace.server.token;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is handed out to clients, and opens what comes back if it is unchanged. */
public final class TokenSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;

    private final Supplier<byte[]> key;

    /** @param key the catalog's token key, which all nodes share */
    public TokenSeal(Supplier<byte[]> key) {
        this.key = key;
    }

    public String seal(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining() + SIGNATURE_BYTES];
        int length = content.remaining();
        content.get(bytes, 0, length);
        System.arraycopy(signature(bytes, length), 0, bytes, length, SIGNATURE_BYTES);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Empty for anything that {@link #seal} did not make. */
    public Optional<ByteBuffer> open(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int length = bytes.length - SIGNATURE_BYTES;
        if (length < 0) {
            return Optional.empty();
        }
        byte[] expected = Arrays.copyOf(signature(bytes, length), SIGNATURE_BYTES);
        byte[] actual = Arrays.copyOfRange(bytes, length, bytes.length);
        return MessageDigest.isEqual(expected, actual)
                ? Optional.of(ByteBuffer.wrap(bytes, 0, length))
                : Optional.empty();
    }

    private byte[] signature(byte[] bytes, int length) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot compute " + ALGORITHM, e);
        }
    }
}
