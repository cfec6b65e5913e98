package io.millrace.server.lifecycle;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.concurrent.Scheduler;
import io.millrace.server.reshard.Courtesy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes CREATING consumers ACTIVE and removes those that are DELETING: there is nothing to be made or torn down for them. */
public final class ConsumerLifecycle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLifecycle.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Catalog catalog;
    private final Courtesy courtesy;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Scheduler thread = new Scheduler("consumer-lifecycle", 1);

    public ConsumerLifecycle(Catalog catalog, Courtesy courtesy) {
        this.catalog = catalog;
        this.courtesy = courtesy;
    }

    public void start() {
        catalog.onChange(this::follow);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void follow(CatalogImage image) {
        if (!settle(image).changes().isEmpty() && underWay.compareAndSet(false, true)) {
            thread.after(courtesy.patience("consumers"), this::settleAll);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    private void settleAll() {
        if (settle(catalog.image()).changes().isEmpty()) {
            underWay.set(false);
            follow(catalog.image());
            return;
        }
        catalog.change(ConsumerLifecycle::settle).whenComplete((count, e) -> {
            if (e != null) {
                LOG.atWarn().addKeyValue("cause", e.toString()).log("consumers keep their status for now");
                thread.after(RETRY, this::settleAll);
            } else {
                underWay.set(false);
                follow(catalog.image());
            }
        });
    }

    static Decision.Outcome<Integer> settle(CatalogImage image) {
        List<Change> changes = image.streams().values().stream()
                .flatMap(stream -> stream.consumers().values().stream())
                .flatMap(ConsumerLifecycle::settle)
                .toList();
        return new Decision.Outcome<>(changes, changes.size());
    }

    private static Stream<Change> settle(ConsumerFact consumer) {
        return switch (consumer.status()) {
            case CREATING -> Stream.of(new Change.Put(consumer.withStatus(ConsumerStatus.ACTIVE)));
            case DELETING -> Stream.of(new Change.Remove(consumer.key()));
            case ACTIVE -> Stream.empty();
        };
    }

    @Override
    public void close() {
        thread.close();
    }
}
