package io.millrace.dynamodb.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.sink.SinkRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two tables that follow each other, with a writer each, end equal; and when nobody writes, nothing is written. */
final class TwoWaysPropertyTest {

    private static final List<String> TABLES = List.of("a", "b");

    /** Its own items each. Writers put whole items, or change them and leave what is there, a mark too. */
    @Property(tries = 500)
    void tablesWhoseWritersHaveItemsOfTheirOwnEndEqualAndHaveWhatWasWritten(@ForAll long seed) {
        try (World world = new World(new Random(seed), Map.of())) {
            for (int step = 0; step < 60; step++) {
                int table = world.dice.nextInt(2);
                switch (world.dice.nextInt(5)) {
                    case 0, 1 -> world.write(table, TABLES.get(table) + world.dice.nextInt(2));
                    case 2 -> world.follow(table);
                    case 3 -> world.follow(1 - table);
                    default -> world.dies(table);
                }
            }
            world.settle();

            assertThat(world.items(0)).isEqualTo(world.items(1));
            assertThat(world.items(0)).isEqualTo(world.written);
        }
    }

    /** The same items. Each write has a version higher than what it overwrites. */
    @Property(tries = 1000)
    void withVersionsTablesWhoseWritersHaveTheSameItemsEndEqual(@ForAll long seed) {
        try (World world = new World(new Random(seed), Map.of("version.attribute", "version"))) {
            for (int step = 0; step < 60; step++) {
                int table = world.dice.nextInt(2);
                switch (world.dice.nextInt(5)) {
                    case 0, 1 -> world.write(table, "c" + world.dice.nextInt(2));
                    case 2 -> world.follow(table);
                    case 3 -> world.follow(1 - table);
                    default -> world.dies(table);
                }
            }
            world.settle();

            assertThat(world.items(0)).isEqualTo(world.items(1));
        }
    }

    private static final class World implements AutoCloseable {

        final Random dice;
        final Map<String, Map<String, AttributeValue>> written = new HashMap<>();
        private final InMemoryTables tables = new InMemoryTables().with("a", "b");
        private final List<SourceTable> sources = List.of(new SourceTable("of-a", "a"), new SourceTable("of-b", "b"));
        private final List<Rig> sinks = new ArrayList<>();
        private final int[] read = new int[2];
        private final int[] committed = new int[2];
        private int clock;

        World(Random dice, Map<String, String> properties) {
            this.dice = dice;
            tables.watch(
                    (table, before, after) -> sources.get(TABLES.indexOf(table)).changed(before, after));
            for (int table = 0; table < 2; table++) {
                Map<String, String> config = new HashMap<>(properties);
                config.put("table.name.format", TABLES.get(table));
                config.put("target.topic.prefix", "of-" + TABLES.get(table));
                sinks.add(new Rig(tables, config));
            }
        }

        void write(int table, String id) {
            String name = TABLES.get(table);
            Map<String, AttributeValue> old = tables.items(name).get(AttributeValue.fromS(id));
            if (old != null && dice.nextInt(3) == 0) {
                tables.delete(name, Map.of("id", AttributeValue.fromS(id)), Optional.empty());
                written.remove(id);
                return;
            }
            int version = ++clock;
            Map<String, AttributeValue> item = new HashMap<>(old != null && dice.nextBoolean() ? old : Map.of());
            item.put("id", AttributeValue.fromS(id));
            item.put("version", AttributeValue.fromN(Integer.toString(version)));
            tables.put(name, item, Optional.empty());
            Map<String, AttributeValue> unmarked = new HashMap<>(item);
            unmarked.remove(Rig.MARK);
            written.put(id, unmarked);
        }

        /** This table's sink applies some of what the other table's topic has. */
        boolean follow(int table) {
            List<Map<String, Object>> topic = sources.get(1 - table).changes();
            if (read[table] == topic.size()) {
                return false;
            }
            int until = Math.min(topic.size(), read[table] + 1 + dice.nextInt(4));
            List<SinkRecord> records = new ArrayList<>();
            for (int offset = read[table]; offset < until; offset++) {
                records.add(SourceTable.record(offset, topic.get(offset)));
            }
            sinks.get(table).applier.apply(records);
            read[table] = until;
            if (dice.nextBoolean()) {
                committed[table] = until;
            }
            return true;
        }

        /** What was not committed comes again. */
        void dies(int table) {
            sinks.get(table).applier.forget();
            read[table] = committed[table];
        }

        /** Nobody writes: each follows the other until there is nothing more. */
        void settle() {
            int most = 10_000;
            while (follow(0) | follow(1)) {
                assertThat(most--).as("changes go round and round").isPositive();
            }
        }

        Map<String, Map<String, AttributeValue>> items(int table) {
            return Rig.unmarked(tables, TABLES.get(table));
        }

        @Override
        public void close() {
            sinks.forEach(Rig::close);
        }
    }
}
