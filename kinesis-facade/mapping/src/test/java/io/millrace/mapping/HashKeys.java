package io.millrace.mapping;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Generators for properties over the hash-key space. */
final class HashKeys {

    static final BigInteger TWO_POW_128 = BigInteger.ONE.shiftLeft(128);

    private HashKeys() {}

    /** Numbers of the space; edges and small numbers come up more often than chance would have it. */
    static Arbitrary<BigInteger> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.bigIntegers().between(BigInteger.ZERO, TWO_POW_128.subtract(BigInteger.ONE)),
                Arbitraries.of(
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.ONE.shiftLeft(63),
                        BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
                        BigInteger.ONE.shiftLeft(64),
                        BigInteger.ONE.shiftLeft(127),
                        TWO_POW_128.subtract(BigInteger.TWO),
                        TWO_POW_128.subtract(BigInteger.ONE)));
    }

    static Arbitrary<HashKey> keys() {
        return numbers().map(HashKey::of);
    }

    /** Boundaries between ranges: every key but 0, which is the first range's start. */
    static Arbitrary<Set<HashKey>> boundaries() {
        return keys().filter(key -> !key.equals(HashKey.MIN)).set().ofMaxSize(64);
    }

    /** The ranges that the boundaries make of the whole space. */
    static List<HashKeyRange> rangesBetween(Set<HashKey> boundaries) {
        List<HashKeyRange> ranges = new ArrayList<>();
        HashKeyRange rest = HashKeyRange.FULL;
        for (HashKey boundary : new TreeSet<>(boundaries)) {
            List<HashKeyRange> parts = rest.splitAt(boundary);
            ranges.add(parts.get(0));
            rest = parts.get(1);
        }
        ranges.add(rest);
        return ranges;
    }
}
