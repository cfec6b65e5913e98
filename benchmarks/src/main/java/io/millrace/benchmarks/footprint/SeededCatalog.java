package io.millrace.benchmarks.footprint;

import io.millrace.mapping.HashKeyRange;
import io.millrace.mapping.Shard;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ShardFact;
import io.millrace.mapping.catalog.Sharding;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Decision;
import io.millrace.server.catalog.KafkaCatalog;
import io.millrace.server.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** A catalog of streams whose topics are not there: a node asks for none until somebody writes or reads. */
final class SeededCatalog {

    private static final int STREAMS_AT_ONCE = 50;

    private SeededCatalog() {}

    static void write(String bootstrapServers, String topic, int streams, int shards) {
        KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
        try (Admin admin = clients.admin();
                KafkaCatalog catalog =
                        KafkaCatalog.open(clients, admin, topic, Optional.empty(), Map.of(), Duration.ofSeconds(15))) {
            for (int first = 0; first < streams; first += STREAMS_AT_ONCE) {
                List<Change> facts = new ArrayList<>();
                for (int i = first; i < Math.min(streams, first + STREAMS_AT_ONCE); i++) {
                    facts.addAll(stream("seeded-%05d".formatted(i), shards));
                }
                catalog.change(image -> new Decision.Outcome<>(facts, true))
                        .toCompletableFuture()
                        .join();
            }
        }
    }

    private static List<Change> stream(String name, int shards) {
        Instant now = Instant.now();
        StreamFact stream = StreamFact.creating(new StreamName(name), name, now, StreamMode.PROVISIONED)
                .withStatus(StreamStatus.ACTIVE)
                .withSharding(Sharding.startingAt(shards));
        List<Change> facts = new ArrayList<>();
        facts.add(new Change.Put(stream));
        List<HashKeyRange> ranges = HashKeyRange.even(shards);
        for (int i = 0; i < shards; i++) {
            Shard shard = Shard.first(new ShardId(i), i, ranges.get(i), 0, now);
            facts.add(new Change.Put(new ShardFact(stream.name(), stream.incarnation(), shard)));
        }
        return facts;
    }
}
