package io.millrace.dynamodb.sink;

import java.math.BigDecimal;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Of writes that give way to a later one what still counts: the versions that they deleted. */
final class Versions {

    private Versions() {}

    /** The later of two, as if both were done. */
    static Write merged(Write earlier, Write later) {
        boolean deletes = earlier.item().isEmpty() || later.item().isEmpty();
        return new Write(
                later.record(),
                later.target(),
                later.key(),
                later.item(),
                later.mark(),
                later.version(),
                highest(highest(earlier.floor(), later.floor()), deletes ? earlier.version() : Optional.empty()),
                later.kind() == Write.Kind.ECHOED_DELETE ? earlier.kind().thenEchoed() : later.kind());
    }

    private static Optional<AttributeValue> highest(Optional<AttributeValue> one, Optional<AttributeValue> other) {
        return one.isEmpty() || isOlder(one, other) ? other : one;
    }

    static boolean isOlder(Optional<AttributeValue> version, Optional<AttributeValue> other) {
        if (version.isEmpty() || other.isEmpty()) {
            return false;
        }
        AttributeValue mine = version.get();
        AttributeValue others = other.get();
        if (mine.n() != null && others.n() != null) {
            return new BigDecimal(mine.n()).compareTo(new BigDecimal(others.n())) < 0;
        }
        return mine.s() != null && others.s() != null && mine.s().compareTo(others.s()) < 0;
    }
}
