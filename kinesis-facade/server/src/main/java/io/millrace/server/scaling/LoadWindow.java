package io.millrace.server.scaling;

import io.millrace.mapping.ShardRate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The last observations of a shard. Many are kept as a few groups: a long window costs no more than a short one, and
 * reaches back a little further than it must.
 */
final class LoadWindow {

    private static final int GROUPS = 30;

    private final int length;
    private final int groupLength;
    private final Deque<Group> groups = new ArrayDeque<>();
    private int count;

    /** @param length in observations */
    LoadWindow(int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a window has one observation or more, not " + length);
        }
        this.length = length;
        this.groupLength = (length + GROUPS - 1) / GROUPS;
    }

    private static final class Group {
        private int count;
        private ShardRate sum = ShardRate.ZERO;
        private ShardRate peak = ShardRate.ZERO;
    }

    void add(ShardRate rate) {
        if (groups.isEmpty() || groups.getLast().count == groupLength) {
            groups.addLast(new Group());
        }
        Group newest = groups.getLast();
        newest.count++;
        newest.sum = newest.sum.plus(rate);
        newest.peak = newest.peak.max(rate);
        count++;
        while (count - groups.getFirst().count >= length) {
            count -= groups.removeFirst().count;
        }
    }

    /** Nothing is known any more. */
    void clear() {
        groups.clear();
        count = 0;
    }

    /** Empty until there are enough observations. */
    Optional<ShardRate> mean() {
        return reduced(groups.stream().map(group -> group.sum).reduce(ShardRate.ZERO, ShardRate::plus))
                .map(sum -> new ShardRate(sum.recordsPerSecond() / count, sum.bytesPerSecond() / count));
    }

    /** Empty until there are enough observations. */
    Optional<ShardRate> peak() {
        return reduced(groups.stream().map(group -> group.peak).reduce(ShardRate.ZERO, ShardRate::max));
    }

    private Optional<ShardRate> reduced(ShardRate rate) {
        return count < length ? Optional.empty() : Optional.of(rate);
    }
}
