package io.millrace.server.kafka;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.server.reshard.MeasuredRates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rates in a heartbeat: of each shard its number, records and bytes. What a newer node tells in another way is as if it told
 * nothing, and spoils nothing else of its heartbeat.
 */
final class RatesCodec {

    private static final int VERSION = 1;

    private final ObjectMapper json;

    RatesCodec(ObjectMapper json) {
        this.json = json;
    }

    private record Wire(
            @JsonProperty("v") int version,
            @JsonProperty("shards") Map<String, List<long[]>> shards,
            @JsonProperty("others") long[] others) {}

    JsonNode encode(MeasuredRates rates) {
        Map<String, List<long[]>> shards = new HashMap<>();
        rates.shards()
                .forEach((incarnation, ofStream) -> shards.put(
                        incarnation,
                        ofStream.entrySet().stream()
                                .map(each -> new long[] {
                                    each.getKey().number(),
                                    each.getValue().recordsPerSecond(),
                                    each.getValue().bytesPerSecond()
                                })
                                .toList()));
        long[] others = {rates.others().recordsPerSecond(), rates.others().bytesPerSecond()};
        return json.valueToTree(new Wire(VERSION, shards, others));
    }

    Optional<MeasuredRates> decode(JsonNode node) {
        try {
            Wire wire = json.treeToValue(node, Wire.class);
            return wire.version() == VERSION ? Optional.of(rates(wire)) : Optional.empty();
        } catch (JsonProcessingException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static MeasuredRates rates(Wire wire) {
        Map<String, Map<ShardId, ShardRate>> shards = new HashMap<>();
        wire.shards().forEach((incarnation, ofStream) -> {
            Map<ShardId, ShardRate> rates = new HashMap<>();
            ofStream.forEach(each -> rates.put(new ShardId(each[0]), new ShardRate(each[1], each[2])));
            shards.put(incarnation, rates);
        });
        return new MeasuredRates(shards, new ShardRate(wire.others()[0], wire.others()[1]));
    }
}
