package io.millrace.mapping;

import java.math.BigInteger;
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
}
