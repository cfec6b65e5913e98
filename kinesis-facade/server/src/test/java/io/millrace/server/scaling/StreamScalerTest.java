package io.millrace.server.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.ReshardGoal;
import io.millrace.mapping.catalog.ReshardStep;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.config.ScalingConfig;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.reshard.MeasuredRates;
import io.millrace.server.reshard.ShardGates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One look after the other; no time passes but what a test lets pass. */
final class StreamScalerTest {

    private static final StreamName ORDERS = new StreamName("orders");
    private static final StreamFact ON_DEMAND = Streams.active("orders").withMode(StreamMode.ON_DEMAND);
    private static final int LOOKS_TO_SPLIT = 3;
    private static final int LOOKS_TO_MERGE = 5;

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(ON_DEMAND, 4));
    private final Map<String, Optional<MeasuredRates>> nodes = new HashMap<>();
    private Instant now = Streams.NOW;
    private boolean isSteward = true;
    private final StreamScaler scaler = scaler(catalog);

    StreamScalerTest() {
        nodes.put("left", rates(Map.of()));
        nodes.put("right", rates(Map.of()));
    }

    private StreamScaler scaler(Catalog of) {
        return new StreamScaler(
                new ScalingConfig(
                        true,
                        Duration.ofSeconds(10),
                        50,
                        Duration.ofSeconds(10L * LOOKS_TO_SPLIT),
                        20,
                        Duration.ofSeconds(10L * LOOKS_TO_MERGE),
                        Duration.ofMinutes(1),
                        64),
                4,
                of,
                new RateMeter(new ShardGates(), Duration.ofSeconds(10), System::nanoTime),
                () -> List.copyOf(nodes.values()),
                subject -> isSteward ? Duration.ZERO : Duration.ofSeconds(20),
                new StreamMetrics(new SimpleMeterRegistry()),
                new Clock() {
                    @Override
                    public Instant instant() {
                        return now;
                    }

                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }
                });
    }

    @Test
    void aShardThatIsHotForAWholeWindowIsSplitAndTheHistoryTellsWhy() {
        write("left", 1, 600);
        look(LOOKS_TO_SPLIT - 1);
        assertThat(stream().fact().isActive()).isTrue();
        look(1);

        assertThat(stream().fact().status()).isEqualTo(StreamStatus.UPDATING);
        ReshardGoal goal = stream().fact().sharding().goal().orElseThrow();
        assertThat(goal.shards()).containsExactly(new ShardId(1));
        assertThat(stream().history().steps())
                .containsExactly(ReshardStep.measured(now, goal, 4, new ShardRate(600, 6000)));
    }

    @Test
    void ratesOfAllNodesCountTogether() {
        write("left", 1, 300);
        write("right", 1, 300);
        look(LOOKS_TO_SPLIT);

        assertThat(stream().history().last().flatMap(ReshardStep::rate)).contains(new ShardRate(600, 6000));
    }

    @Test
    void aNodeWhoseTurnItIsNotWatchesAndKnowsAllWhenItTakesOver() {
        isSteward = false;
        write("left", 1, 600);
        look(10);
        assertThat(catalog.written()).isEmpty();

        isSteward = true;
        look(1);
        assertThat(stream().history().steps()).hasSize(1);
    }

    @Test
    void provisionedStreamsAreLeftAlone() {
        catalog.put(ON_DEMAND.withMode(StreamMode.PROVISIONED));
        write("left", 1, 6000);
        look(20);
        assertThat(stream().history().steps()).isEmpty();
    }

    @Test
    void aStreamThatIsUpdatingIsLeftAlone() {
        catalog.put(stream().fact().withStatus(StreamStatus.UPDATING));
        write("left", 1, 600);
        look(20);
        assertThat(stream().history().steps()).isEmpty();
    }

    /** Both think that it is their turn; the second has decided before it hears of what the first has done. */
    @Test
    void theSecondOfTwoFindsNothingLeftToDo() {
        write("left", 1, 600);
        look(LOOKS_TO_SPLIT - 1);
        CatalogImage old = catalog.image();
        look(1);
        assertThat(catalog.written()).hasSize(2);

        StreamScaler second = scaler(new Behind(catalog, old));
        for (int i = 0; i < LOOKS_TO_SPLIT; i++) {
            second.look();
        }
        assertThat(catalog.written()).hasSize(2);
    }

    /** A node's catalog whose image is old. */
    private record Behind(Catalog catalog, CatalogImage image) implements Catalog {

        @Override
        public <R> CompletionStage<R> change(Decision<R> decision) {
            return catalog.change(decision);
        }

        @Override
        public CompletionStage<CatalogImage> readToEnd() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<CatalogImage> nextChange() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onChange(Consumer<CatalogImage> listener) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void afterAStepThereIsAPause() {
        write("left", 1, 600);
        write("left", 2, 600);
        look(LOOKS_TO_SPLIT);
        goBackToActive();
        look(10);
        assertThat(stream().history().steps()).hasSize(1);

        now = now.plusSeconds(60);
        look(1);
        assertThat(stream().history().steps()).hasSize(2);
    }

    @Test
    void afterAStepThatWasGivenUpThePauseIsLonger() {
        write("left", 1, 600);
        look(LOOKS_TO_SPLIT);
        catalog.put(stream().givingUp().toArray(Fact[]::new));
        now = now.plusSeconds(599);
        look(1);
        assertThat(stream().history().steps()).hasSize(1);

        now = now.plusSeconds(1);
        look(1);
        assertThat(stream().history().steps()).hasSize(2);
    }

    @Test
    void idleShardsAreMergedWhenTheyWereIdleForAWholeWindow() {
        openEightShards();
        look(LOOKS_TO_MERGE - 1);
        assertThat(stream().history().steps()).isEmpty();
        look(1);

        assertThat(stream().history().last().orElseThrow().openAfter()).isEqualTo(4);
    }

    @Test
    void nothingIsMergedWhileANodeDoesNotSayWhatItWrites() {
        openEightShards();
        look(LOOKS_TO_MERGE - 1);
        nodes.put("right", Optional.empty());
        look(10);
        nodes.put("right", rates(Map.of()));
        look(LOOKS_TO_MERGE - 1);
        assertThat(stream().history().steps())
                .as("once it says, a whole window is waited for")
                .isEmpty();

        look(1);
        assertThat(stream().history().steps()).hasSize(1);
    }

    @Test
    void aSingleBusyMomentOfAWindowKeepsShardsApart() {
        openEightShards();
        for (int shard = 0; shard < 8; shard++) {
            write("left", shard, 150);
        }
        look(1);
        nodes.put("left", rates(Map.of()));
        look(LOOKS_TO_MERGE - 1);
        assertThat(stream().history().steps()).isEmpty();
    }

    private void openEightShards() {
        catalog.put(Streams.facts(ON_DEMAND, 8).toArray(Fact[]::new));
    }

    @Test
    void aWarmThroughputMakesShards() {
        catalog.put(stream().fact().withWarmThroughputMiBps(OptionalInt.of(6)));
        look(1);

        ReshardStep step = stream().history().last().orElseThrow();
        assertThat(step.cause()).isEqualTo(ReshardStep.Cause.WARM_THROUGHPUT);
        assertThat(step.openAfter()).isEqualTo(6);
    }

    private void goBackToActive() {
        StreamFact fact = stream().fact();
        catalog.put(fact.withStatus(StreamStatus.ACTIVE)
                .withSharding(fact.sharding().arrived()));
    }

    private void write(String node, long shard, long records) {
        Map<ShardId, ShardRate> shards =
                new HashMap<>(nodes.get(node).orElseThrow().shards().getOrDefault(ON_DEMAND.incarnation(), Map.of()));
        shards.put(new ShardId(shard), new ShardRate(records, 10 * records));
        nodes.put(node, rates(shards));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            scaler.look();
        }
    }

    private StreamImage stream() {
        CatalogImage image = catalog.image();
        return image.stream(ORDERS).orElseThrow();
    }

    private static Optional<MeasuredRates> rates(Map<ShardId, ShardRate> shards) {
        return Optional.of(new MeasuredRates(Map.of(ON_DEMAND.incarnation(), shards), ShardRate.ZERO));
    }
}
