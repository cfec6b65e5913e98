package io.millrace.server.firehose.lifecycle;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.concurrent.Later;
import io.millrace.server.concurrent.Scheduler;
import io.millrace.server.connect.Connectors;
import io.millrace.server.firehose.connector.ConnectorProperties;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.lifecycle.Steps;
import io.millrace.server.reshard.Courtesy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the catalog, carries on what delivery streams have begun, and looks after the connectors of those that deliver. */
public final class DeliveryStreamLifecycle implements AutoCloseable, Steps.Kind<DeliveryStreamFact> {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryStreamLifecycle.class);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(30);

    private final Catalog catalog;
    private final Courtesy courtesy;
    private final boolean connected;
    private final Delivering delivering;
    private final Steps<DeliveryStreamFact> steps;
    private final Scheduler threads = new Scheduler("delivery-stream-lifecycle", 1);

    /** @param connected whether there is a Kafka Connect to look after */
    public DeliveryStreamLifecycle(
            Catalog catalog,
            DeliveryTopics topics,
            Connectors connectors,
            ConnectorProperties properties,
            DeliveryStreamArns arns,
            boolean connected,
            Courtesy courtesy) {
        this.catalog = catalog;
        this.courtesy = courtesy;
        this.connected = connected;
        Later later = threads::after;
        this.delivering = new Delivering(catalog, topics, connectors, properties, arns, later);
        this.steps = new Steps<>(catalog, courtesy, this, later);
    }

    public void start() {
        catalog.onChange(steps::follow);
        threads.every(LOOK_AFTER, this::lookAfterAll);
    }

    private void lookAfterAll() {
        if (connected) {
            catalog.image().deliveryStreams().values().stream()
                    .filter(stream -> stream.isActive() && !stream.isUnsettled())
                    .filter(stream -> courtesy.patience(stream.incarnation()).isZero())
                    .forEach(this::lookAfter);
        }
    }

    private void lookAfter(DeliveryStreamFact stream) {
        try {
            delivering.mend(stream).whenComplete((mended, e) -> {
                if (e != null) {
                    notLookedAfter(stream, e);
                }
            });
        } catch (RuntimeException e) {
            notLookedAfter(stream, e);
        }
    }

    private static void notLookedAfter(DeliveryStreamFact stream, Throwable e) {
        LOG.atWarn()
                .addKeyValue("deliveryStream", stream.name())
                .addKeyValue("cause", Failures.cause(e).toString())
                .log("the connector of a delivery stream could not be looked after");
    }

    @Override
    public Stream<DeliveryStreamFact> unsettled(CatalogImage image) {
        return image.deliveryStreams().values().stream().filter(this::isToBeDone);
    }

    @Override
    public Optional<DeliveryStreamFact> unsettled(CatalogImage image, String name) {
        return image.deliveryStream(new DeliveryStreamName(name)).filter(this::isToBeDone);
    }

    /** Without a Kafka Connect there is nothing that this node can do but what was asked for by force. */
    private boolean isToBeDone(DeliveryStreamFact stream) {
        return stream.isUnsettled() && (connected || stream.forced());
    }

    @Override
    public String name(DeliveryStreamFact stream) {
        return stream.name().value();
    }

    @Override
    public String incarnation(DeliveryStreamFact stream) {
        return stream.incarnation();
    }

    @Override
    public Object status(DeliveryStreamFact stream) {
        return stream.status();
    }

    @Override
    public CompletionStage<?> step(DeliveryStreamFact stream, int failures) {
        return switch (stream.status()) {
            case CREATING -> delivering.create(stream);
            case ACTIVE -> delivering.update(stream);
            case DELETING -> delivering.delete(stream);
            case CREATING_FAILED, DELETING_FAILED ->
                throw new IllegalStateException(stream.name() + " is " + stream.status() + ": nothing is to be done");
        };
    }

    @Override
    public void close() {
        threads.close();
    }
}
