package io.millrace.server.firehose.lifecycle;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.DeliverySource;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.mapping.catalog.DeliveryStreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.concurrent.Later;
import io.millrace.server.connect.ConnectAwayException;
import io.millrace.server.connect.ConnectRefusedException;
import io.millrace.server.connect.ConnectorStatus;
import io.millrace.server.connect.Connectors;
import io.millrace.server.firehose.connector.ConnectorProperties;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.kafka.TopicRefusedException;
import io.millrace.server.operation.AwsException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * CREATING to ACTIVE, or to CREATING_FAILED with the reason; and of an ACTIVE one whose destination was updated, the connector. Whatever
 * will not be better when it is tried again is a reason to fail; everything else is tried again.
 */
final class Delivering {

    private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int LOOKS = 300;

    /** In the service's model. */
    private static final int LONGEST_REASON = 1024;

    private final Catalog catalog;
    private final DeliveryTopics topics;
    private final Connectors connectors;
    private final ConnectorProperties properties;
    private final DeliveryStreamArns arns;
    private final Later later;

    Delivering(
            Catalog catalog,
            DeliveryTopics topics,
            Connectors connectors,
            ConnectorProperties properties,
            DeliveryStreamArns arns,
            Later later) {
        this.catalog = catalog;
        this.topics = topics;
        this.connectors = connectors;
        this.properties = properties;
        this.arns = arns;
        this.later = later;
    }

    CompletionStage<?> create(DeliveryStreamFact stream) {
        return begin(stream)
                .thenCompose(reason -> reason.isPresent()
                        ? CompletableFuture.completedStage(reason)
                        : connect(stream)
                                .thenCompose(wrong -> wrong.isPresent()
                                        ? CompletableFuture.completedStage(wrong)
                                        : untilRunning(stream, LOOKS)))
                .exceptionallyCompose(Delivering::forGood)
                .thenCompose(reason -> reason.isEmpty() ? activate(stream) : fail(stream, reason.get()));
    }

    private CompletionStage<Optional<String>> begin(DeliveryStreamFact stream) {
        if (stream.source() instanceof DeliverySource.DirectPut source) {
            return unlessDeleted(stream, () -> topics.create(source)).thenApply(created -> Optional.empty());
        }
        // One that is there has begun, and is where it is.
        return connectors
                .status(ConnectorProperties.name(stream))
                .thenCompose(status -> status.isPresent()
                        ? CompletableFuture.completedStage(Optional.empty())
                        : topics.begin(stream, ConnectorProperties.group(stream)));
    }

    /** Completes with what is wrong with the configuration; empty if the connector has it. */
    private CompletionStage<Optional<String>> connect(DeliveryStreamFact stream) {
        var config = properties.of(stream, arns.of(stream.name()));
        return connectors
                .validate(config)
                .thenCompose(wrong -> wrong.isEmpty()
                        ? put(stream, config).thenApply(put -> Optional.empty())
                        : CompletableFuture.completedStage(Optional.of(String.join(" ", wrong))));
    }

    private CompletionStage<Void> put(DeliveryStreamFact stream, Map<String, String> config) {
        return unlessDeleted(stream, () -> connectors.put(ConnectorProperties.name(stream), config));
    }

    /**
     * Takes away again what this node has made for a delivery stream that another node has deleted meanwhile. It was marked before
     * anything of it was deleted, so whoever makes something afterwards finds the mark, or nothing, and nothing is left behind.
     */
    private CompletionStage<Void> unlessDeleted(DeliveryStreamFact stream, Supplier<CompletionStage<Void>> making) {
        return making.get()
                .handle((made, e) -> e)
                .thenCompose(e -> catalog.readToEnd()
                        .thenCompose(newest -> isWanted(newest, stream)
                                ? CompletableFuture.completedStage(e)
                                : takeAway(stream).thenApply(taken -> deletedMeanwhile(stream))))
                .thenCompose(
                        e -> e == null ? CompletableFuture.completedStage(null) : CompletableFuture.failedStage(e));
    }

    private static boolean isWanted(CatalogImage newest, DeliveryStreamFact stream) {
        return newest.deliveryStream(stream.name())
                .filter(now -> now.incarnation().equals(stream.incarnation()))
                .filter(now -> now.isActive() || now.status() == DeliveryStreamStatus.CREATING)
                .isPresent();
    }

    private CompletionStage<Boolean> takeAway(DeliveryStreamFact stream) {
        return connectors
                .delete(ConnectorProperties.name(stream))
                .thenCompose(gone -> stream.source() instanceof DeliverySource.DirectPut source
                        ? topics.delete(source)
                        : CompletableFuture.completedStage(gone));
    }

    private static Throwable deletedMeanwhile(DeliveryStreamFact stream) {
        return new CancellationException("The delivery stream " + stream.name() + " was deleted meanwhile");
    }

    private CompletionStage<Optional<String>> untilRunning(DeliveryStreamFact stream, int looks) {
        return connectors.status(ConnectorProperties.name(stream)).thenCompose(status -> {
            Optional<String> failure = status.flatMap(ConnectorStatus::failure);
            if (failure.isPresent() || status.filter(ConnectorStatus::isRunning).isPresent()) {
                return CompletableFuture.completedStage(failure);
            }
            return looks > 1
                    ? afterPause(() -> untilRunning(stream, looks - 1))
                    : CompletableFuture.failedStage(new ConnectAwayException(
                            "Connector " + ConnectorProperties.name(stream) + " does not come to run"));
        });
    }

    private <T> CompletionStage<T> afterPause(Supplier<CompletionStage<T>> next) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        later.after(LOOK_AGAIN, () -> pause.complete(null));
        return pause.thenCompose(over -> next.get());
    }

    private static CompletionStage<Optional<String>> forGood(Throwable e) {
        Throwable cause = Failures.cause(e);
        if (cause instanceof AwsException refused) {
            return CompletableFuture.completedStage(Optional.of(refused.error().message()));
        }
        return cause instanceof ConnectRefusedException || cause instanceof TopicRefusedException
                ? CompletableFuture.completedStage(Optional.of(String.valueOf(cause.getMessage())))
                : CompletableFuture.failedStage(e);
    }

    private CompletionStage<Boolean> activate(DeliveryStreamFact stream) {
        return catalog.change(Guarded.whileIt(stream, now -> new Change.Put(now.active(stream.version()))));
    }

    private CompletionStage<Boolean> fail(DeliveryStreamFact stream, String why) {
        String reason = why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON - 3) + "...";
        LOG.atWarn()
                .addKeyValue("deliveryStream", stream.name())
                .addKeyValue("reason", reason)
                .log("a delivery stream is not created");
        return connectors
                .delete(ConnectorProperties.name(stream))
                .thenCompose(deleted -> catalog.change(Guarded.whileIt(
                        stream, now -> new Change.Put(now.failed(DeliveryStreamStatus.CREATING_FAILED, reason)))));
    }

    /** Gives the connector the newest configuration. */
    CompletionStage<?> update(DeliveryStreamFact stream) {
        return put(stream, properties.of(stream, arns.of(stream.name()))).thenCompose(put -> activate(stream));
    }

    /** Of a delivery stream that should deliver: a connector that is gone is made again, and tasks that have failed are started again. */
    CompletionStage<?> mend(DeliveryStreamFact stream) {
        String name = ConnectorProperties.name(stream);
        return connectors.status(name).thenCompose(status -> {
            if (status.isEmpty()) {
                LOG.atWarn().addKeyValue("deliveryStream", stream.name()).log("its connector is gone, and made again");
                return put(stream, properties.of(stream, arns.of(stream.name())));
            }
            Optional<String> failure = status.get().failure();
            failure.ifPresent(reason -> LOG.atWarn()
                    .addKeyValue("deliveryStream", stream.name())
                    .addKeyValue("reason", reason)
                    .log("its connector has failed, and is started again"));
            return failure.isPresent() ? connectors.restartFailed(name) : CompletableFuture.<Void>completedStage(null);
        });
    }

    /** What the connector may do no more, and then all that was made for the delivery stream. */
    CompletionStage<?> delete(DeliveryStreamFact stream) {
        String name = ConnectorProperties.name(stream);
        CompletionStage<Boolean> disconnected = connectors.delete(name);
        return (stream.forced() ? disconnected.exceptionally(e -> leftBehind(stream, e)) : disconnected)
                .thenCompose(gone -> stream.source() instanceof DeliverySource.DirectPut source
                        ? topics.delete(source)
                        : CompletableFuture.completedStage(false))
                .thenCompose(deleted -> topics.forget(ConnectorProperties.group(stream))
                        // Its tasks may be in it yet. It is of no use to anybody, and Kafka forgets it in time.
                        .exceptionally(e -> null))
                .thenCompose(forgotten -> catalog.change(Guarded.whileIt(stream, now -> new Change.Remove(now.key()))));
    }

    private static boolean leftBehind(DeliveryStreamFact stream, Throwable e) {
        LOG.atWarn()
                .addKeyValue("deliveryStream", stream.name())
                .addKeyValue("connector", ConnectorProperties.name(stream))
                .addKeyValue("cause", Failures.cause(e).toString())
                .log("a delivery stream is deleted by force, and its connector may be left behind");
        return false;
    }
}
