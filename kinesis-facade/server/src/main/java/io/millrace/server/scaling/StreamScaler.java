package io.millrace.server.scaling;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Fact;
import io.millrace.mapping.catalog.ReshardStep;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.concurrent.Scheduler;
import io.millrace.server.config.ScalingConfig;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.reshard.Courtesy;
import io.millrace.server.reshard.MeasuredRates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the reshards of on-demand streams. Every node watches every one of them, and the one whose turn it is acts: so the next one
 * knows as much when it takes over. Should two act at once, the catalog has the second find that there is nothing left to do.
 * From there on it is a reshard like any other.
 */
public final class StreamScaler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamScaler.class);

    /** What kept failing and was undone is not tried again so soon. */
    private static final int PAUSES_AFTER_FAILURE = 10;

    private static final double PERCENT = 0.01;

    private final ScalingConfig config;
    private final int leastShards;
    private final ScalingPolicy policy;
    private final Catalog catalog;
    private final RateMeter meter;
    private final Supplier<List<Optional<MeasuredRates>>> nodes;
    private final Courtesy courtesy;
    private final StreamMetrics metrics;
    private final Clock clock;
    private final Map<String, StreamWatch> watches = new HashMap<>();
    private final Scheduler thread = new Scheduler("scaling", 1);

    /**
     * @param leastShards so many are left of a stream by merges
     * @param nodes what every live node has measured; empty for one that does not say
     */
    public StreamScaler(
            ScalingConfig config,
            int leastShards,
            Catalog catalog,
            RateMeter meter,
            Supplier<List<Optional<MeasuredRates>>> nodes,
            Courtesy courtesy,
            StreamMetrics metrics,
            Clock clock) {
        this.config = config;
        this.leastShards = leastShards;
        this.policy =
                new ScalingPolicy(config.splitAbove() * PERCENT, config.mergeBelow() * PERCENT, config.maxShards());
        this.catalog = catalog;
        this.meter = meter;
        this.nodes = nodes;
        this.courtesy = courtesy;
        this.metrics = metrics;
        this.clock = clock;
    }

    public void start() {
        thread.every(config.interval(), this::look);
    }

    void look() {
        CatalogImage image = catalog.image();
        meter.look(image);
        image.streams()
                .forEach((name, stream) ->
                        metrics.openShards(name, stream.openShards().size()));
        ClusterRates rates = new ClusterRates(nodes.get());
        List<StreamImage> streams = image.streams().values().stream()
                .filter(stream -> stream.fact().mode() == StreamMode.ON_DEMAND)
                .filter(stream -> stream.fact().isReady())
                .toList();
        watches.keySet()
                .retainAll(streams.stream()
                        .map(stream -> stream.fact().incarnation())
                        .toList());
        for (StreamImage stream : streams) {
            StreamWatch watch = watches.computeIfAbsent(stream.fact().incarnation(), incarnation -> watch());
            watch.observe(stream, rates);
            if (isDue(stream)) {
                scale(stream, watch);
            }
        }
    }

    private StreamWatch watch() {
        return new StreamWatch(observations(config.splitAfter()), observations(config.mergeAfter()));
    }

    private int observations(Duration window) {
        long interval = config.interval().toMillis();
        return Math.toIntExact((window.toMillis() + interval - 1) / interval);
    }

    private boolean isDue(StreamImage stream) {
        return config.enabled()
                && stream.fact().isActive()
                && !isPausing(stream)
                && courtesy.patience(stream.fact().incarnation()).isZero();
    }

    /** By the clock of whoever took the last step: if it was ahead, the pause is over as soon as it would be had it been behind. */
    private boolean isPausing(StreamImage stream) {
        Optional<ReshardStep> last = stream.history().last();
        Duration pause = last.filter(ReshardStep::givenUp).isPresent()
                ? config.pause().multipliedBy(PAUSES_AFTER_FAILURE)
                : config.pause();
        return last.map(step -> Duration.between(step.at(), clock.instant()).abs())
                .filter(since -> since.compareTo(pause) < 0)
                .isPresent();
    }

    private void scale(StreamImage stream, StreamWatch watch) {
        int warm = stream.fact().warmThroughputMiBps().orElse(0);
        policy.decide(watch.loads(stream), leastShards, warm).ifPresent(step -> begin(stream, step));
    }

    private void begin(StreamImage stream, ScalingStep step) {
        int open = stream.openShards().size();
        Instant now = clock.instant();
        ReshardStep remembered = step.rate()
                .map(rate -> ReshardStep.measured(now, step.goal(), open, rate))
                .orElseGet(() -> ReshardStep.warming(now, step.goal(), open));
        catalog.change(unlessChanged(stream, step, remembered)).whenComplete((begun, e) -> {
            if (e != null) {
                LOG.atWarn()
                        .addKeyValue("stream", stream.fact().name())
                        .addKeyValue("cause", e.toString())
                        .log("an on-demand stream could not be scaled; it is tried again");
            } else if (begun) {
                metrics.scaled(stream.fact().name(), remembered.kind());
                LOG.atInfo()
                        .addKeyValue("stream", stream.fact().name())
                        .addKeyValue("from", open)
                        .addKeyValue("to", remembered.openAfter())
                        .addKeyValue("rate", step.rate().map(Object::toString).orElse("warm throughput"))
                        .log("an on-demand stream is scaled");
            }
        });
    }

    /** Whatever was done to the stream since this node looked, its shards or its settings: the next look sees it. */
    private static Decision<Boolean> unlessChanged(StreamImage stream, ScalingStep step, ReshardStep remembered) {
        StreamFact fact = stream.fact();
        return image -> image.stream(fact.name())
                .filter(now -> now.fact().equals(fact) && now.history().equals(stream.history()))
                .map(now -> Decision.Outcome.of(
                        true, now.beginning(step.goal(), remembered).toArray(Fact[]::new)))
                .orElseGet(() -> Decision.Outcome.unchanged(false));
    }

    @Override
    public void close() {
        thread.close();
    }
}
