package io.millrace.dynamodb.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dynamodb.client.ScanPage;
import io.millrace.dynamodb.scan.TableScan.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items are written, deleted, streamed late, and scanned at the same time, by whoever dies now and then. */
final class PageWindowPropertyTest {

    @Property(tries = 500)
    void wheneverTheWindowIsClosedNothingIsLostAndNothingComesBack(@ForAll long seed) {
        World world = new World(new Random(seed), false);
        world.run();

        assertThat(world.folded()).isEqualTo(world.table);
    }

    @Property(tries = 500)
    void ifItIsClosedAfterTheStreamWasReadPastThePagesNoItemGoesBack(@ForAll long seed) {
        World world = new World(new Random(seed), true);
        world.run();

        assertThat(world.folded()).isEqualTo(world.table);
        world.versions().forEach((id, versions) -> assertThat(versions).as(id).isSortedAccordingTo(Integer::compare));
    }

    /** An item's state, or that it is gone, by the number of the write. */
    private record State(String id, int write, boolean there) {}

    private static final class World {

        private static final int SHARDS = 2;
        private static final int IDS = 8;

        private final Random dice;
        private final boolean patient;
        private final TreeMap<String, Integer> table = new TreeMap<>();
        private final List<List<State>> stream = List.of(new ArrayList<>(), new ArrayList<>());
        private final int[] written = new int[SHARDS];
        private final List<State> topic = new ArrayList<>();
        private int writes;

        /** What Connect keeps. */
        private ScanProgress place = ScanProgress.begin(1);

        private PageWindow window;
        private List<Map<String, AttributeValue>> page;
        private Optional<String> lastSeen;
        private int[] readAt;

        World(Random dice, boolean patient) {
            this.dice = dice;
            this.patient = patient;
            for (int i = 0; i < IDS; i++) {
                if (dice.nextBoolean()) {
                    // before there was a stream
                    table.put("item-" + i, ++writes);
                }
            }
        }

        void run() {
            for (int step = 0; step < 400; step++) {
                switch (dice.nextInt(8)) {
                    case 0, 1 -> write();
                    case 2, 3 -> stream(dice.nextInt(SHARDS));
                    case 4 -> dieSometimes();
                    default -> scan();
                }
            }
            while (!place.isComplete()) {
                scan();
                stream(0);
                stream(1);
            }
            for (int shard = 0; shard < SHARDS; shard++) {
                while (stream(shard)) {
                    // to its head
                }
            }
        }

        private void write() {
            String id = "item-" + dice.nextInt(IDS);
            boolean there = dice.nextInt(3) != 0;
            if (there) {
                table.put(id, ++writes);
            } else if (table.remove(id) != null) {
                ++writes;
            } else {
                return;
            }
            stream.get(shardOf(id)).add(new State(id, writes, there));
        }

        private static int shardOf(String id) {
            return id.charAt(id.length() - 1) % SHARDS;
        }

        private boolean stream(int shard) {
            if (written[shard] == stream.get(shard).size()) {
                return false;
            }
            State change = stream.get(shard).get(written[shard]++);
            if (window != null) {
                window.changed(keys(change.id()));
            }
            topic.add(change);
            return true;
        }

        /** What was written, and the place that came with it, stays. */
        private void dieSometimes() {
            if (dice.nextInt(5) == 0) {
                window = null;
            }
        }

        private void scan() {
            if (place.isComplete()) {
                // again and again
                place = window == null && dice.nextBoolean() ? ScanProgress.begin(1) : place;
            } else if (window == null) {
                window = new PageWindow(3 + dice.nextInt(10), item -> Map.of("id", item.get("id")));
                page = new ArrayList<>();
                lastSeen = place.after(0).map(keys -> keys.get("id").s());
            } else if (!window.isRead()) {
                readOne();
            } else if (window.isSpoiled()) {
                window = null;
            } else if (!patient || isStreamedPastThePage()) {
                emit();
            }
        }

        /** Each item as it is when it is come to. */
        private void readOne() {
            Map.Entry<String, Integer> next =
                    lastSeen.isPresent() ? table.higherEntry(lastSeen.get()) : table.firstEntry();
            if (next != null && page.size() < 3) {
                page.add(Map.of(
                        "id", AttributeValue.fromS(next.getKey()),
                        "version", AttributeValue.fromN(next.getValue().toString())));
                lastSeen = Optional.of(next.getKey());
                return;
            }
            Optional<Map<String, AttributeValue>> last = next == null ? Optional.empty() : lastSeen.map(World::keys);
            window.read(List.of(new Taken(0, new ScanPage(page, last, 0))));
            readAt = new int[] {stream.get(0).size(), stream.get(1).size()};
        }

        private boolean isStreamedPastThePage() {
            return written[0] >= readAt[0] && written[1] >= readAt[1];
        }

        private void emit() {
            PageWindow.Page read = window.pages().get(0);
            window = null;
            for (Map<String, AttributeValue> item : read.items().values()) {
                topic.add(new State(
                        item.get("id").s(), Integer.parseInt(item.get("version").n()), true));
                place = place.taken(0, Optional.of(keys(item.get("id").s())));
                if (dice.nextInt(10) == 0) {
                    // it dies between two items
                    return;
                }
            }
            place = place.taken(0, read.last());
        }

        private static Map<String, AttributeValue> keys(String id) {
            return Map.of("id", AttributeValue.fromS(id));
        }

        Map<String, Integer> folded() {
            Map<String, Integer> folded = new TreeMap<>();
            for (State state : topic) {
                if (state.there()) {
                    folded.put(state.id(), state.write());
                } else {
                    folded.remove(state.id());
                }
            }
            return folded;
        }

        Map<String, List<Integer>> versions() {
            Map<String, List<Integer>> versions = new HashMap<>();
            topic.forEach(state -> versions.computeIfAbsent(state.id(), any -> new ArrayList<>())
                    .add(state.write()));
            return versions;
        }
    }
}
