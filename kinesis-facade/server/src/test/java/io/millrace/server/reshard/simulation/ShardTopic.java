package io.millrace.server.reshard.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The partitions of a stream's topic at their leaders. */
final class ShardTopic {

    private final World world;
    private final List<Partition> partitions = new ArrayList<>();

    ShardTopic(World world) {
        this.world = world;
    }

    void grow(int count) {
        while (partitions.size() < count) {
            partitions.add(new Partition());
        }
    }

    Partition partition(int number) {
        return partitions.get(number);
    }

    int count() {
        return partitions.size();
    }

    Map<Integer, Long> highWatermarks(Set<Integer> asked) {
        Map<Integer, Long> ends = new HashMap<>();
        asked.forEach(number -> ends.put(number, partition(number).highWatermark));
        return ends;
    }

    /** A log, and how much of it all replicas have. */
    final class Partition {

        private final List<Message> log = new ArrayList<>();
        private long highWatermark;
        private long lastReplicatedAt;

        /**
         * Appends, and tells when all replicas have it.
         *
         * @return its offset
         */
        long append(Message message, Runnable replicated) {
            long offset = log.size();
            log.add(message);
            boolean slow = world.chance(world.weather().slow());
            lastReplicatedAt =
                    Math.max(lastReplicatedAt, world.now() + (slow ? world.anyUpTo(12_000) : world.nanos(0, 3)));
            world.at(lastReplicatedAt, () -> {
                highWatermark = offset + 1;
                replicated.run();
            });
            return offset;
        }

        long end() {
            return log.size();
        }

        Message at(long offset) {
            return log.get((int) offset);
        }
    }
}
