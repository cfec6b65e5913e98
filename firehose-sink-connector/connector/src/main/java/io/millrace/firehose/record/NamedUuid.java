package io.millrace.firehose.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * A UUID that is drawn from what it names and not from chance: a name-based one as version 5 has it, whose name space is Millrace's own.
 * The same kind and fields make the same UUID, in every version of Millrace.
 */
public final class NamedUuid {

    private final ByteArrayOutputStream name = new ByteArrayOutputStream(128);

    /** @param kind of the things that are named, so that no two kinds share a UUID */
    public NamedUuid(String kind) {
        with(kind);
    }

    /** With its length before it, so that no two lists of texts are the same bytes. */
    public NamedUuid with(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        with(bytes.length);
        name.writeBytes(bytes);
        return this;
    }

    public NamedUuid with(int number) {
        name.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        return this;
    }

    public NamedUuid with(long number) {
        name.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    public UUID uuid() {
        ByteBuffer bits = ByteBuffer.wrap(sha1(name.toByteArray()));
        long high = (bits.getLong() & ~0xF000L) | 0x5000L;
        long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }
}
