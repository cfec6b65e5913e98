package io.millrace.server.lifecycle;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.Decision;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A decision that still holds only if the stream is the one, and in the status, that the step began with. */
final class Guarded {

    private Guarded() {}

    /** Writes what {@code changes} says of the newest image; nothing, if somebody else has taken the step meanwhile. */
    static Decision<Boolean> whileIt(
            StreamImage stream, StreamStatus status, BiFunction<CatalogImage, StreamImage, List<Change>> changes) {
        return image -> {
            Optional<StreamImage> now = image.stream(stream.fact().name())
                    .filter(s -> s.fact().incarnation().equals(stream.fact().incarnation()))
                    .filter(s -> s.fact().status() == status);
            return now.map(s -> new Decision.Outcome<>(changes.apply(image, s), true))
                    .orElseGet(() -> Decision.Outcome.unchanged(false));
        };
    }
}
