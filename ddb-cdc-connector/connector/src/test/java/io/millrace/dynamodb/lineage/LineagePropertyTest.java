package io.millrace.dynamodb.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Streams that split and rotate while they are listed in parts, read, trimmed, and while the reader is started anew. */
final class LineagePropertyTest {

    @Property(tries = 300)
    void everyRecordIsReadOnceAndAParentsBeforeItsChildren(@ForAll long seed) {
        World world = new World(new Random(seed));
        for (int step = 0; step < 300; step++) {
            world.step();
        }
        world.calmDown();

        world.check();
    }

    private static final class World {

        private final Random dice;
        /** In the order in which they came to be. */
        private final Map<ShardId, Shard> everything = new LinkedHashMap<>();

        private final Map<ShardId, Shard> listed = new LinkedHashMap<>();
        private final Map<ShardId, Integer> records = new HashMap<>();
        private final Set<ShardId> closed = new java.util.HashSet<>();
        private final List<String> read = new ArrayList<>();
        private Positions committed = Positions.NONE;
        private Lineage lineage = new Lineage(committed);
        private boolean growing = true;

        World(Random dice) {
            this.dice = dice;
            for (int i = 0; i <= dice.nextInt(3); i++) {
                open(Optional.empty());
            }
            // its parent was trimmed before anybody looked
            open(Optional.of(new ShardId("shardId-gone")));
        }

        void step() {
            switch (dice.nextInt(10)) {
                case 0 -> rotate();
                case 1 -> lineage.listed(part());
                case 2 -> listAll();
                case 3 -> trim();
                case 4 -> startAnew();
                default -> readSome();
            }
        }

        void calmDown() {
            growing = false;
            List.copyOf(everything.keySet()).forEach(closed::add);
            for (int i = 0; i < 2000 && (i == 0 || !lineage.readable().isEmpty()); i++) {
                listAll();
                listAll();
                readSome();
            }
        }

        private void open(Optional<ShardId> parent) {
            ShardId id =
                    new ShardId("shardId-%05d-%s".formatted(everything.size(), Integer.toHexString(dice.nextInt(99))));
            Shard shard = new Shard(id, parent);
            everything.put(id, shard);
            listed.put(id, shard);
            records.put(id, dice.nextInt(4));
        }

        private void rotate() {
            List<ShardId> open = everything.keySet().stream()
                    .filter(shard -> !closed.contains(shard))
                    .toList();
            if (growing && !open.isEmpty()) {
                ShardId parent = open.get(dice.nextInt(open.size()));
                closed.add(parent);
                for (int i = 0; i <= dice.nextInt(2); i++) {
                    open(Optional.of(parent));
                }
            }
        }

        /** Any shards, in any order: pages fail, and listings lag. */
        private List<Shard> part() {
            return listed.values().stream().filter(shard -> dice.nextBoolean()).toList();
        }

        private void listAll() {
            lineage.listed(listed.values());
            lineage.listedAll(Set.copyOf(listed.keySet()));
        }

        /** The oldest, once it was read to its end and that is committed. */
        private void trim() {
            listed.keySet().stream()
                    .findFirst()
                    .filter(oldest -> committed
                            .of(oldest)
                            .filter(Position.FINISHED::equals)
                            .isPresent())
                    .ifPresent(listed::remove);
        }

        private void startAnew() {
            lineage = new Lineage(PositionsJson.read(PositionsJson.write(lineage.positions())));
        }

        private void readSome() {
            List<ShardId> readable = List.copyOf(lineage.readable());
            if (readable.isEmpty()) {
                return;
            }
            ShardId shard = readable.get(dice.nextInt(readable.size()));
            int next = lineage.positions()
                    .of(shard)
                    .map(position -> position instanceof Position.After after
                            ? Integer.parseInt(after.sequenceNumber().digits()) + 1
                            : 0)
                    .orElse(0);
            if (next < records.get(shard)) {
                read.add(shard + ":" + next);
                lineage.reached(shard, Position.after(Integer.toString(next)));
            } else {
                lineage.reached(shard, closed.contains(shard) ? Position.FINISHED : positionOf(shard));
            }
            committed = lineage.positions();
        }

        private Position positionOf(ShardId shard) {
            return lineage.positions().of(shard).orElse(Position.HORIZON);
        }

        void check() {
            List<String> all = new ArrayList<>();
            records.forEach((shard, count) -> {
                for (int i = 0; i < count; i++) {
                    all.add(shard + ":" + i);
                }
            });
            assertThat(read).containsExactlyInAnyOrderElementsOf(all);
            for (Shard shard : everything.values()) {
                shard.parent()
                        .filter(everything::containsKey)
                        .ifPresent(parent -> assertThat(last(parent)).isLessThan(first(shard.id())));
            }
            assertThat(lineage.positions().asMap().keySet())
                    .as("what is gone and read is forgotten, but for one without children")
                    .isSubsetOf(remembered());
        }

        private Set<ShardId> remembered() {
            return everything.keySet().stream()
                    .filter(shard -> listed.containsKey(shard) || !hasListedDescendant(shard))
                    .collect(Collectors.toSet());
        }

        private boolean hasListedDescendant(ShardId shard) {
            return listed.values().stream()
                    .anyMatch(other -> other.parent().filter(shard::equals).isPresent());
        }

        private int last(ShardId shard) {
            int last = -1;
            for (int i = 0; i < read.size(); i++) {
                if (read.get(i).startsWith(shard + ":")) {
                    last = i;
                }
            }
            return last;
        }

        private int first(ShardId shard) {
            for (int i = 0; i < read.size(); i++) {
                if (read.get(i).startsWith(shard + ":")) {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }
    }
}
