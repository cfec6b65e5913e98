package io.millrace.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Comparator;
import java.util.Optional;

/**
 * A sequence number in the layout that Kinesis prints and its client libraries take apart, over Kafka's offsets: a
 * 186-bit number in 56 decimal digits.
 *
 * <pre>
 * bits 184-187  2
 *      148-183  creationSecond   the shard's, seconds since the epoch
 *      144-147  the lowest four bits of shardNumber
 *       80-143  seqIx            offset + 1; 0 is the shard's start, 2^63 - 1 its end
 *       72-79   0
 *       36-71   recordSecond     the record's arrival, seconds since the epoch
 *        4-35   shardNumber
 *        0-3    2, the layout's version
 * </pre>
 *
 * <p>What stands above seqIx is the same for a whole shard, so that within it numeric order is offset order; a child's
 * creationSecond is later than its parents', so that all its numbers are above theirs. The layout is known from what
 * clients check: the Kinesis Client Library's {@code SequenceNumberValidator}.
 */
public record SequenceNumber(long creationSecond, long seqIx, long recordSecond, long shardNumber)
        implements Comparable<SequenceNumber> {

    /** The number of digits of every sequence number. */
    public static final int DIGITS = 56;

    private static final long MAX_SECOND = (1L << 36) - 1;
    private static final long MAX_SHARD_NUMBER = Integer.MAX_VALUE;
    private static final long STARTING_SEQ_IX = 0;
    private static final long ENDING_SEQ_IX = Long.MAX_VALUE;

    private static final long MARK = 2;
    private static final long VERSION = 2;

    /** The order of the printed numbers; the nibble of shardNumber above seqIx takes part in it. */
    private static final Comparator<SequenceNumber> NUMERIC = Comparator.comparingLong(SequenceNumber::creationSecond)
            .thenComparingLong(number -> number.shardNumber & 0xf)
            .thenComparingLong(SequenceNumber::seqIx)
            .thenComparingLong(SequenceNumber::recordSecond)
            .thenComparingLong(SequenceNumber::shardNumber);

    public SequenceNumber {
        requireWithin("creationSecond", creationSecond, MAX_SECOND);
        requireWithin("seqIx", seqIx, ENDING_SEQ_IX);
        requireWithin("recordSecond", recordSecond, MAX_SECOND);
        requireWithin("shardNumber", shardNumber, MAX_SHARD_NUMBER);
    }

    /**
     * The number of the record at an offset.
     *
     * @param timestampMillis the record's timestamp. One that does not fit the layout, as a topic's earlier producers may
     *     have left, counts as the nearest that does.
     */
    public static SequenceNumber ofRecord(long creationSecond, long offset, long timestampMillis, long shardNumber) {
        long recordSecond = Math.min(Math.max(0, timestampMillis / 1000), MAX_SECOND);
        return new SequenceNumber(creationSecond, offset + 1, recordSecond, shardNumber);
    }

    /** The shard's StartingSequenceNumber: below all its records. */
    public static SequenceNumber starting(long creationSecond, long shardNumber) {
        return new SequenceNumber(creationSecond, STARTING_SEQ_IX, creationSecond, shardNumber);
    }

    /** A closed shard's EndingSequenceNumber: above all its records, below its children's. */
    public static SequenceNumber ending(long creationSecond, long closeSecond, long shardNumber) {
        return new SequenceNumber(creationSecond, ENDING_SEQ_IX, closeSecond, shardNumber);
    }

    /** Reads what {@link #toString()} prints; empty for anything else. */
    public static Optional<SequenceNumber> parse(String decimal) {
        int[] limbs = new int[6];
        if (decimal.length() != DIGITS || !WideDecimal.parse(decimal, limbs)) {
            return Optional.empty();
        }
        long upper = join(limbs[0], limbs[1]);
        long middle = join(limbs[2], limbs[3]);
        long lower = join(limbs[4], limbs[5]);

        long mark = upper >>> 56;
        long creationSecond = (upper >>> 20) & MAX_SECOND;
        long nibble = (upper >>> 16) & 0xf;
        long seqIx = (upper << 48) | (middle >>> 16);
        long zero = (middle >>> 8) & 0xff;
        long recordSecond = ((middle & 0xff) << 28) | (lower >>> 36);
        long shardNumber = (lower >>> 4) & 0xffff_ffffL;
        long version = lower & 0xf;
        boolean wellFormed = mark == MARK
                && seqIx >= 0
                && zero == 0
                && shardNumber <= MAX_SHARD_NUMBER
                && nibble == (shardNumber & 0xf)
                && version == VERSION;
        return wellFormed
                ? Optional.of(new SequenceNumber(creationSecond, seqIx, recordSecond, shardNumber))
                : Optional.empty();
    }

    /** The record's offset; -1 for the shard's start. */
    public long offset() {
        return seqIx - 1;
    }

    public boolean isEnding() {
        return seqIx == ENDING_SEQ_IX;
    }

    /** Writes the {@link #DIGITS} ASCII digits into a buffer, for those who would make bytes of the text at once. */
    public void print(byte[] target, int offset) {
        long upper = (MARK << 56) | (creationSecond << 20) | ((shardNumber & 0xf) << 16) | (seqIx >>> 48);
        long middle = (seqIx << 16) | (recordSecond >>> 28);
        long lower = (recordSecond << 36) | (shardNumber << 4) | VERSION;
        int[] limbs = {
            (int) (upper >>> 32), (int) upper, (int) (middle >>> 32), (int) middle, (int) (lower >>> 32), (int) lower
        };
        WideDecimal.print(limbs, target, offset, DIGITS);
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return NUMERIC.compare(this, other);
    }

    @Override
    public String toString() {
        byte[] text = new byte[DIGITS];
        print(text, 0);
        return new String(text, ISO_8859_1);
    }

    private static long join(int upper, int lower) {
        return ((long) upper << 32) | (lower & 0xffff_ffffL);
    }

    private static void requireWithin(String field, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(field + " is 0 to " + max + ", not " + value);
        }
    }
}
