package io.millrace.mapping;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash keys of one shard, both ends included.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html">HashKeyRange</a>
 */
public record HashKeyRange(HashKey start, HashKey end) {

    /** 0 to 2^128 - 1. */
    public static final HashKeyRange FULL = new HashKeyRange(HashKey.MIN, HashKey.MAX);

    public HashKeyRange {
        if (start.compareTo(end) > 0) {
            throw new IllegalArgumentException("a range cannot start at " + start + " and end before it, at " + end);
        }
    }

    /**
     * The ranges of a new stream: the width is 2^128 / count rounded down, and the last range takes the remainder.
     * Clients compute the same boundaries, so they must not be shared out more evenly than this.
     */
    public static List<HashKeyRange> even(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one range, not " + count);
        }
        BigInteger width = BigInteger.ONE.shiftLeft(128).divide(BigInteger.valueOf(count));
        List<HashKeyRange> ranges = new ArrayList<>(count);
        HashKey start = HashKey.MIN;
        for (int i = 1; i < count; i++) {
            HashKey nextStart = HashKey.of(width.multiply(BigInteger.valueOf(i)));
            ranges.add(new HashKeyRange(start, nextStart.previous()));
            start = nextStart;
        }
        ranges.add(new HashKeyRange(start, HashKey.MAX));
        return List.copyOf(ranges);
    }

    public boolean contains(HashKey key) {
        return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
    }

    /** Whether the two touch without overlapping, on either side. */
    public boolean isAdjacentTo(HashKeyRange other) {
        return endsJustBefore(other) || other.endsJustBefore(this);
    }

    /**
     * The part below the new start and the part from it on.
     *
     * @throws IllegalArgumentException unless {@code start < newStart <= end}: neither part may be empty
     */
    public List<HashKeyRange> splitAt(HashKey newStart) {
        if (newStart.compareTo(start) <= 0 || newStart.compareTo(end) > 0) {
            throw new IllegalArgumentException("cannot split " + this + " at " + newStart);
        }
        return List.of(new HashKeyRange(start, newStart.previous()), new HashKeyRange(newStart, end));
    }

    /** @throws IllegalArgumentException unless the two are adjacent */
    public HashKeyRange mergeWith(HashKeyRange other) {
        if (endsJustBefore(other)) {
            return new HashKeyRange(start, other.end);
        }
        if (other.endsJustBefore(this)) {
            return new HashKeyRange(other.start, end);
        }
        throw new IllegalArgumentException("not adjacent: " + this + " and " + other);
    }

    public boolean endsJustBefore(HashKeyRange other) {
        return !end.equals(HashKey.MAX) && end.next().equals(other.start);
    }

    @Override
    public String toString() {
        return start + ".." + end;
    }
}
