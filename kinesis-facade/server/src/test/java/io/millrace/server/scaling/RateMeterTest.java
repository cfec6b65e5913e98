package io.millrace.server.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.ShardRate;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.reshard.MeasuredRates;
import io.millrace.server.reshard.ShardGate;
import io.millrace.server.reshard.ShardGates;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RateMeterTest {

    private static final StreamFact ORDERS = Streams.active("orders").withMode(StreamMode.ON_DEMAND);
    private static final StreamFact CLICKS = Streams.active("clicks");
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(ORDERS, 2));
    private final ShardGates gates = new ShardGates();
    private long nanos;
    private final RateMeter meter = new RateMeter(gates, INTERVAL, () -> nanos);

    RateMeterTest() {
        Streams.facts(CLICKS, 1).forEach(catalog::put);
        catalog.onChange(gates::follow);
    }

    @Test
    void itTellsWhatWasWrittenBetweenTwoLooksInASecond() {
        write(ORDERS, 0, 7);
        meter.look(catalog.image());
        assertThat(meter.latest()).as("since when is not known").isEmpty();

        pass(INTERVAL);
        write(ORDERS, 0, 50);
        write(ORDERS, 1, 20);
        meter.look(catalog.image());

        assertThat(meter.latest().orElseThrow())
                .isEqualTo(new MeasuredRates(
                        Map.of(
                                ORDERS.incarnation(),
                                Map.of(
                                        new ShardId(0), new ShardRate(5, 500),
                                        new ShardId(1), new ShardRate(2, 200))),
                        ShardRate.ZERO));
    }

    @Test
    void anIdleShardIsNotNamed() {
        meter.look(catalog.image());
        pass(INTERVAL);
        meter.look(catalog.image());

        assertThat(meter.latest().orElseThrow().shards()).isEmpty();
    }

    @Test
    void provisionedStreamsAreNotMeasured() {
        meter.look(catalog.image());
        pass(INTERVAL);
        write(CLICKS, 0, 50);
        meter.look(catalog.image());

        assertThat(meter.latest().orElseThrow().shards()).isEmpty();
    }

    @Test
    void whatAStreamWroteBeforeItWasOnDemandIsNoRate() {
        write(CLICKS, 0, 50);
        meter.look(catalog.image());
        catalog.put(catalog.image().stream(CLICKS.name()).orElseThrow().fact().withMode(StreamMode.ON_DEMAND));
        pass(INTERVAL);
        meter.look(catalog.image());
        pass(INTERVAL);
        write(CLICKS, 0, 10);
        meter.look(catalog.image());

        assertThat(meter.latest().orElseThrow().atLeast(CLICKS.incarnation(), new ShardId(0)))
                .isEqualTo(new ShardRate(1, 100));
    }

    @Test
    void aMeasurementThatIsTooOldIsNone() {
        meter.look(catalog.image());
        meter.look(catalog.image());
        pass(INTERVAL.multipliedBy(3));
        assertThat(meter.latest()).isPresent();
        pass(Duration.ofNanos(1));
        assertThat(meter.latest()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void write(StreamFact stream, long shard, int records) {
        ShardGate gate = gates.find(stream.incarnation(), new ShardId(shard)).orElseThrow();
        for (int i = 0; i < records; i++) {
            assertThat(gate.tryEnter()).isTrue();
            gate.leaveAppended(i, 100);
        }
    }
}
