package io.millrace.server.lifecycle;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.concurrent.Later;
import io.millrace.server.reshard.Courtesy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Takes every stream that is not ACTIVE on until it is, or is gone. A reshard that keeps failing is undone. */
final class StreamSteps implements Steps.Kind<StreamImage> {

    private static final int ATTEMPTS_BEFORE_UNDO = 8;

    private final Map<StreamStatus, Transition> transitions;
    private final Resharding resharding;
    private final Steps<StreamImage> steps;

    /** @param transitions of every status but ACTIVE and UPDATING */
    StreamSteps(
            Catalog catalog,
            Courtesy courtesy,
            Map<StreamStatus, Transition> transitions,
            Resharding resharding,
            Later later) {
        this.transitions = Map.copyOf(transitions);
        this.resharding = resharding;
        this.steps = new Steps<>(catalog, courtesy, this, later);
    }

    void follow(CatalogImage image) {
        steps.follow(image);
    }

    @Override
    public Stream<StreamImage> unsettled(CatalogImage image) {
        return image.streams().values().stream().filter(stream -> !stream.fact().isActive());
    }

    @Override
    public Optional<StreamImage> unsettled(CatalogImage image, String name) {
        return image.stream(new StreamName(name))
                .filter(stream -> !stream.fact().isActive());
    }

    @Override
    public String name(StreamImage stream) {
        return stream.fact().name().value();
    }

    @Override
    public String incarnation(StreamImage stream) {
        return stream.fact().incarnation();
    }

    @Override
    public StreamStatus status(StreamImage stream) {
        return stream.fact().status();
    }

    @Override
    public CompletionStage<?> step(StreamImage stream, int failures) {
        return transition(stream, failures).step(stream);
    }

    private Transition transition(StreamImage stream, int failures) {
        StreamStatus status = stream.fact().status();
        if (status != StreamStatus.UPDATING) {
            return transitions.get(status);
        }
        return failures < ATTEMPTS_BEFORE_UNDO ? resharding : resharding::undo;
    }
}
