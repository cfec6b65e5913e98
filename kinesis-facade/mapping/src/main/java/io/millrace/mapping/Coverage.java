package io.millrace.mapping;

import java.util.List;
import java.util.Optional;

/** Whether ranges cover the whole hash-key space, each key once: what lets every record find exactly one shard. */
final class Coverage {

    private Coverage() {}

    /** The first hole or overlap of ranges that are sorted by their starts, in words; empty if there is none. */
    static Optional<String> flawIn(List<HashKeyRange> inHashOrder) {
        if (inHashOrder.isEmpty()) {
            return Optional.of("no shard covers " + HashKeyRange.FULL);
        }
        HashKeyRange first = inHashOrder.get(0);
        if (!first.start().equals(HashKey.MIN)) {
            return hole(HashKey.MIN, first.start().previous());
        }
        for (int i = 1; i < inHashOrder.size(); i++) {
            HashKeyRange previous = inHashOrder.get(i - 1);
            HashKeyRange range = inHashOrder.get(i);
            if (range.start().compareTo(previous.end()) <= 0) {
                return Optional.of("the ranges " + previous + " and " + range + " overlap");
            }
            if (!previous.endsJustBefore(range)) {
                return hole(previous.end().next(), range.start().previous());
            }
        }
        HashKeyRange last = inHashOrder.get(inHashOrder.size() - 1);
        return last.end().equals(HashKey.MAX)
                ? Optional.empty()
                : hole(last.end().next(), HashKey.MAX);
    }

    private static Optional<String> hole(HashKey start, HashKey end) {
        return Optional.of("no shard covers " + new HashKeyRange(start, end));
    }
}
