package io.millrace.server.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.server.reshard.Drained;
import io.millrace.server.reshard.Heartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Heartbeats as JSON. What a newer node adds is passed over. One that cannot be read still counts as a sign of life, of a node that
 * has drained nothing: it is waited for until its lease has lapsed.
 */
final class HeartbeatCodec {

    private final ObjectMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final RatesCodec rates = new RatesCodec(json);

    /** No later one ever comes, as far as can be told. */
    private static final long UNREADABLE_TERM = 0;

    private record Wire(
            @JsonProperty("v") int version,
            @JsonProperty("node") String node,
            @JsonProperty("term") long term,
            @JsonProperty("leaseMillis") long leaseMillis,
            @JsonProperty("catalogOffset") long catalogOffset,
            @JsonProperty("drained") List<WireDrained> drained,

            @JsonProperty("rates") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            JsonNode rates,

            @JsonProperty("leaving") boolean leaving) {}

    private record WireDrained(
            @JsonProperty("closing") String closing,
            @JsonProperty("ends") Map<Integer, Long> ends) {}

    byte[] encode(Heartbeat heartbeat) {
        List<WireDrained> drained = heartbeat.drained().stream()
                .map(each -> new WireDrained(each.closing(), each.ends()))
                .toList();
        try {
            return json.writeValueAsBytes(new Wire(
                    1,
                    heartbeat.node(),
                    heartbeat.term(),
                    heartbeat.lease().toMillis(),
                    heartbeat.catalogOffset(),
                    drained,
                    heartbeat.rates().map(rates::encode).orElse(null),
                    heartbeat.leaving()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param unreadableLease what to take for the lease where the heartbeat does not say it */
    Heartbeat decode(String incarnation, byte[] value, Duration unreadableLease) {
        try {
            Wire wire = json.readValue(value, Wire.class);
            return new Heartbeat(
                    String.valueOf(wire.node()),
                    incarnation,
                    wire.term(),
                    wire.leaseMillis() > 0 ? Duration.ofMillis(wire.leaseMillis()) : unreadableLease,
                    wire.catalogOffset(),
                    wire.drained().stream()
                            .map(each -> new Drained(each.closing(), each.ends()))
                            .toList(),
                    Optional.ofNullable(wire.rates()).flatMap(rates::decode),
                    wire.leaving());
        } catch (IOException | RuntimeException e) {
            return new Heartbeat(
                    "unknown", incarnation, UNREADABLE_TERM, unreadableLease, 0, List.of(), Optional.empty(), false);
        }
    }
}
