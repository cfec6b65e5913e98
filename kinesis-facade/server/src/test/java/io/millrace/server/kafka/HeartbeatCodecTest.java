package io.millrace.server.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.server.reshard.Drained;
import io.millrace.server.reshard.Heartbeat;
import io.millrace.server.reshard.MeasuredRates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeartbeatCodecTest {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration UNREADABLE = Duration.ofMinutes(1);
    private static final String INCARNATION = "4f0c3a52-4ed7-4dfb-8d2b-5a2f6f4d9a10";

    private final HeartbeatCodec codec = new HeartbeatCodec();

    @Test
    void aHeartbeatIsReadAsItWasWritten() {
        MeasuredRates rates = new MeasuredRates(
                Map.of(
                        "orders",
                        Map.of(new ShardId(3), new ShardRate(900, 1 << 20), new ShardId(4), new ShardRate(1, 0))),
                new ShardRate(1, 2));

        assertThat(readAgain(heartbeat(Optional.of(rates)))).isEqualTo(heartbeat(Optional.of(rates)));
        assertThat(readAgain(heartbeat(Optional.empty()))).isEqualTo(heartbeat(Optional.empty()));
        assertThat(text(heartbeat(Optional.of(rates)))).contains("[3,900,1048576]");
        assertThat(text(heartbeat(Optional.empty()))).doesNotContain("rates");
    }

    @Test
    void oneOfANodeThatKnowsNoRatesIsRead() {
        String old = """
                {"v":1,"node":"a","term":7,"leaseMillis":10000,"catalogOffset":12,"drained":[{"closing":"x/1","ends":{"0":5}}],"leaving":false}""";

        assertThat(decode(old)).isEqualTo(heartbeat(Optional.empty()));
    }

    /** What it says of closings must not be lost with it: others wait for that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":2,\"tree\":{}}",
                "{\"v\":1}",
                "{\"v\":1,\"shards\":{\"orders\":[[1]]},\"others\":[0,0]}",
                "{\"v\":1,\"shards\":{\"orders\":[[1,-5,0]]},\"others\":[0,0]}",
                "{\"v\":1,\"shards\":[],\"others\":[0,0]}",
                "[]",
                "7"
            })
    void ratesInAnotherFormAreAsIfThereWereNoneAndSpoilNothingElse(String rates) {
        String newer = text(heartbeat(Optional.empty())).replace("\"leaving\"", "\"rates\":" + rates + ",\"leaving\"");

        assertThat(decode(newer)).isEqualTo(heartbeat(Optional.empty()));
    }

    @Test
    void whatCannotBeReadIsASignOfLifeOfANodeThatHasDrainedNothing() {
        assertThat(decode("{"))
                .isEqualTo(new Heartbeat("unknown", INCARNATION, 0, UNREADABLE, 0, List.of(), Optional.empty(), false));
    }

    @Test
    void itStaysSmallHoweverManyShardsThereAre() {
        List<MeasuredRates.Measured> measured = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            measured.add(new MeasuredRates.Measured(
                    "stream-number-" + i % 50 + "-x1z", new ShardId(100_000 + i), new ShardRate(i, 1_000_000 + i)));
        }

        MeasuredRates rates = MeasuredRates.of(measured);

        assertThat(codec.encode(heartbeat(Optional.of(rates)))).hasSizeLessThan(8 * 1024);
        assertThat(rates.atLeast("stream-number-0-x1z", new ShardId(110_000)))
                .isEqualTo(new ShardRate(10_000, 1_010_000));
        assertThat(rates.atLeast("stream-number-1-x1z", new ShardId(100_001))).isEqualTo(ShardRate.ZERO);
        assertThat(rates.atMost("stream-number-1-x1z", new ShardId(100_001)))
                .isEqualTo(new ShardRate(9_800, 1_009_800));
    }

    private static Heartbeat heartbeat(Optional<MeasuredRates> rates) {
        return new Heartbeat("a", INCARNATION, 7, LEASE, 12, List.of(new Drained("x/1", Map.of(0, 5L))), rates, false);
    }

    private Heartbeat readAgain(Heartbeat heartbeat) {
        return decode(text(heartbeat));
    }

    private String text(Heartbeat heartbeat) {
        return new String(codec.encode(heartbeat), UTF_8);
    }

    private Heartbeat decode(String text) {
        return codec.decode(INCARNATION, text.getBytes(UTF_8), UNREADABLE);
    }
}
