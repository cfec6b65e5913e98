package io.millrace.server.lifecycle;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.concurrent.Later;
import io.millrace.server.reshard.Courtesy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every stream that is not ACTIVE one step after the other until it is, or is gone. Every node does; the one whose
 * turn it is begins, and if it does not get on, others take over (rule R7). A step that fails is tried again; a reshard that keeps
 * failing is undone.
 */
final class StreamSteps {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSteps.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final int ATTEMPTS_BEFORE_UNDO = 8;

    private final Catalog catalog;
    private final Courtesy courtesy;
    private final Map<StreamStatus, Transition> transitions;
    private final Resharding resharding;
    private final Later later;
    private final Map<StreamName, String> underWay = new ConcurrentHashMap<>();

    /** @param transitions of every status but ACTIVE and UPDATING */
    StreamSteps(
            Catalog catalog,
            Courtesy courtesy,
            Map<StreamStatus, Transition> transitions,
            Resharding resharding,
            Later later) {
        this.catalog = catalog;
        this.courtesy = courtesy;
        this.transitions = Map.copyOf(transitions);
        this.resharding = resharding;
        this.later = later;
    }

    void follow(CatalogImage image) {
        for (StreamImage stream : image.streams().values()) {
            if (!stream.fact().isActive()) {
                takeUp(stream);
            }
        }
    }

    private void takeUp(StreamImage stream) {
        StreamFact fact = stream.fact();
        if (underWay.putIfAbsent(fact.name(), fact.incarnation()) == null) {
            leaveToOthers(stream, Duration.ZERO);
        }
    }

    /** For so long as others may be at it, beginning anew whenever they have got on. Who is before this node changes meanwhile. */
    private void leaveToOthers(StreamImage stream, Duration waited) {
        StreamName name = stream.fact().name();
        Duration left = courtesy.patience(stream.fact().incarnation()).minus(waited);
        if (left.isZero() || left.isNegative()) {
            later.after(Duration.ZERO, () -> step(name, 0));
            return;
        }
        Duration pause = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
        later.after(pause, () -> {
            StreamImage now = catalog.image().stream(name).orElse(null);
            if (now == null || now.fact().isActive()) {
                step(name, 0);
            } else {
                leaveToOthers(now, now == stream ? waited.plus(pause) : Duration.ZERO);
            }
        });
    }

    private void step(StreamName name, int failures) {
        StreamImage stream = catalog.image().stream(name).orElse(null);
        if (stream == null || stream.fact().isActive()) {
            underWay.remove(name);
            followAgain(name);
            return;
        }
        try {
            transition(stream, failures).step(stream).whenComplete((done, e) -> after(stream, failures, e));
        } catch (RuntimeException e) {
            after(stream, failures, e);
        }
    }

    private Transition transition(StreamImage stream, int failures) {
        StreamStatus status = stream.fact().status();
        if (status != StreamStatus.UPDATING) {
            return transitions.get(status);
        }
        return failures < ATTEMPTS_BEFORE_UNDO ? resharding : resharding::undo;
    }

    /** A stream may have begun to change between the last look and its removal from what is under way. */
    private void followAgain(StreamName name) {
        catalog.image().stream(name).filter(stream -> !stream.fact().isActive()).ifPresent(this::takeUp);
    }

    private void after(StreamImage stream, int failures, Throwable e) {
        StreamName name = stream.fact().name();
        if (e == null) {
            later.after(Duration.ZERO, () -> step(name, 0));
            return;
        }
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 16));
        LOG.atWarn()
                .addKeyValue("stream", name)
                .addKeyValue("status", stream.fact().status())
                .addKeyValue("failures", failures + 1)
                .addKeyValue("cause", e.toString())
                .log("a step of a stream failed and will be tried again");
        later.after(delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay, () -> step(name, failures + 1));
    }
}
