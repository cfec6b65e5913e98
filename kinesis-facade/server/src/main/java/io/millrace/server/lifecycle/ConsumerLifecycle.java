package io.millrace.server.lifecycle;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.concurrent.Later;
import io.millrace.server.reshard.Courtesy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes CREATING consumers ACTIVE and removes those that are DELETING: there is nothing to be made or torn down for them. */
public final class ConsumerLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLifecycle.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Catalog catalog;
    private final Courtesy courtesy;
    private final Later later;
    private final AtomicBoolean underWay = new AtomicBoolean();

    public ConsumerLifecycle(Catalog catalog, Courtesy courtesy, Later later) {
        this.catalog = catalog;
        this.courtesy = courtesy;
        this.later = later;
    }

    public void start() {
        catalog.onChange(this::follow);
    }

    private void follow(CatalogImage image) {
        List<Change> due = settle(image).changes();
        if (!due.isEmpty() && underWay.compareAndSet(false, true)) {
            leaveToOthers(due, Duration.ZERO);
        }
    }

    /** For so long as others may be at it, beginning anew whenever they have got on. Who is before this node changes meanwhile. */
    private void leaveToOthers(List<Change> due, Duration waited) {
        Duration left = courtesy.patience("consumers").minus(waited);
        if (left.isZero() || left.isNegative()) {
            later.after(Duration.ZERO, this::settleAll);
            return;
        }
        Duration pause = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
        later.after(pause, () -> {
            List<Change> now = settle(catalog.image()).changes();
            if (now.isEmpty()) {
                done();
            } else if (now.containsAll(due)) {
                leaveToOthers(due, waited.plus(pause));
            } else {
                leaveToOthers(now, Duration.ZERO);
            }
        });
    }

    private void settleAll() {
        if (settle(catalog.image()).changes().isEmpty()) {
            done();
            return;
        }
        catalog.change(ConsumerLifecycle::settle).whenComplete((count, e) -> {
            if (e != null) {
                LOG.atWarn().addKeyValue("cause", e.toString()).log("consumers keep their status for now");
                later.after(RETRY, this::settleAll);
            } else {
                done();
            }
        });
    }

    /** More may have come since the last look. */
    private void done() {
        underWay.set(false);
        follow(catalog.image());
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
}
