package io.millrace.server.lifecycle;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.concurrent.Later;
import io.millrace.server.reshard.Courtesy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes everything of a kind that is not settled one step after the other until it is, or is gone. Every node does; the one whose
 * turn it is begins, and if it does not get on, others take over (rule R7). A step that fails is tried again.
 *
 * @param <S> what is taken on, as the catalog's image holds it: the same object until it changes
 */
public final class Steps<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Catalog catalog;
    private final Courtesy courtesy;
    private final Kind<S> kind;
    private final Later later;
    private final Map<String, String> underWay = new ConcurrentHashMap<>();

    /** What is to be known of a kind of things. */
    public interface Kind<S> {

        /** Those for which there is something to be done. */
        Stream<S> unsettled(CatalogImage image);

        /** The one of that name, if there is something to be done for it. */
        Optional<S> unsettled(CatalogImage image, String name);

        String name(S subject);

        String incarnation(S subject);

        Object status(S subject);

        /**
         * One step. When it completes, the catalog is one step on.
         *
         * @param failures how often it has failed before
         */
        CompletionStage<?> step(S subject, int failures);
    }

    public Steps(Catalog catalog, Courtesy courtesy, Kind<S> kind, Later later) {
        this.catalog = catalog;
        this.courtesy = courtesy;
        this.kind = kind;
        this.later = later;
    }

    public void follow(CatalogImage image) {
        kind.unsettled(image).forEach(this::takeUp);
    }

    private void takeUp(S subject) {
        if (underWay.putIfAbsent(kind.name(subject), kind.incarnation(subject)) == null) {
            leaveToOthers(subject, Duration.ZERO);
        }
    }

    /** For so long as others may be at it, beginning anew whenever they have got on. Who is before this node changes meanwhile. */
    private void leaveToOthers(S subject, Duration waited) {
        String name = kind.name(subject);
        Duration left = courtesy.patience(kind.incarnation(subject)).minus(waited);
        if (left.isZero() || left.isNegative()) {
            later.after(Duration.ZERO, () -> step(name, 0));
            return;
        }
        Duration pause = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
        later.after(pause, () -> {
            S now = kind.unsettled(catalog.image(), name).orElse(null);
            if (now == null) {
                step(name, 0);
            } else {
                leaveToOthers(now, now == subject ? waited.plus(pause) : Duration.ZERO);
            }
        });
    }

    private void step(String name, int failures) {
        S subject = kind.unsettled(catalog.image(), name).orElse(null);
        if (subject == null) {
            underWay.remove(name);
            // It may have begun to change between the look and its removal from what is under way.
            kind.unsettled(catalog.image(), name).ifPresent(this::takeUp);
            return;
        }
        try {
            kind.step(subject, failures).whenComplete((done, e) -> after(subject, failures, e));
        } catch (RuntimeException e) {
            after(subject, failures, e);
        }
    }

    private void after(S subject, int failures, @Nullable Throwable e) {
        String name = kind.name(subject);
        if (e == null) {
            later.after(Duration.ZERO, () -> step(name, 0));
            return;
        }
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 16));
        LOG.atWarn()
                .addKeyValue("stream", name)
                .addKeyValue("status", kind.status(subject))
                .addKeyValue("failures", failures + 1)
                .addKeyValue("cause", e.toString())
                .log("a step of a stream failed and will be tried again");
        later.after(delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay, () -> step(name, failures + 1));
    }
}
