package io.millrace.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * A point of the hash-key space, an unsigned 128-bit number: the MD5 of a partition key, or one that the client gave.
 *
 * @param high the upper 64 bits, unsigned
 * @param low the lower 64 bits, unsigned
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
 */
public record HashKey(long high, long low) implements Comparable<HashKey> {

    public static final HashKey MIN = new HashKey(0, 0);

    /** 2^128 - 1. */
    public static final HashKey MAX = new HashKey(-1, -1);

    private static final int MAX_DIGITS = 39;

    /** Room for them in the groups of eight in which they are printed. */
    private static final int PRINTED_DIGITS = 40;

    /** A digest is not safe to share, and looking its provider up costs more than hashing a short key. */
    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(HashKey::newMd5);

    /** Reads a canonical decimal (no sign, no leading zero) of at most 2^128 - 1. */
    public static Optional<HashKey> parse(String decimal) {
        boolean canonical = decimal.equals("0") || !decimal.startsWith("0");
        int[] limbs = new int[4];
        if (!canonical || decimal.length() > MAX_DIGITS || !WideDecimal.parse(decimal, limbs)) {
            return Optional.empty();
        }
        return Optional.of(new HashKey(join(limbs[0], limbs[1]), join(limbs[2], limbs[3])));
    }

    public static HashKey ofPartitionKey(String partitionKey) {
        return ofPartitionKey(partitionKey.getBytes(UTF_8));
    }

    public static HashKey ofPartitionKey(byte[] utf8) {
        ByteBuffer hash = ByteBuffer.wrap(MD5.get().digest(utf8));
        return new HashKey(hash.getLong(), hash.getLong());
    }

    /** @throws IllegalArgumentException if the number is negative or above 2^128 - 1 */
    public static HashKey of(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > 128) {
            throw new IllegalArgumentException("not a hash key: " + number);
        }
        return new HashKey(number.shiftRight(64).longValue(), number.longValue());
    }

    public BigInteger toBigInteger() {
        byte[] magnitude =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return new BigInteger(1, magnitude);
    }

    /** @throws ArithmeticException if this is {@link #MAX} */
    public HashKey next() {
        if (equals(MAX)) {
            throw new ArithmeticException("no hash key is above 2^128 - 1");
        }
        return new HashKey(low == -1 ? high + 1 : high, low + 1);
    }

    /** @throws ArithmeticException if this is {@link #MIN} */
    public HashKey previous() {
        if (equals(MIN)) {
            throw new ArithmeticException("no hash key is below 0");
        }
        return new HashKey(low == 0 ? high - 1 : high, low - 1);
    }

    @Override
    public int compareTo(HashKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical decimal. */
    @Override
    public String toString() {
        int[] limbs = {(int) (high >>> 32), (int) high, (int) (low >>> 32), (int) low};
        byte[] text = new byte[PRINTED_DIGITS];
        WideDecimal.print(limbs, text, 0, PRINTED_DIGITS);
        int first = 0;
        while (first < PRINTED_DIGITS - 1 && text[first] == '0') {
            first++;
        }
        return new String(text, first, PRINTED_DIGITS - first, ISO_8859_1);
    }

    private static long join(int upper, int lower) {
        return ((long) upper << 32) | (lower & 0xffff_ffffL);
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have MD5", e);
        }
    }
}
