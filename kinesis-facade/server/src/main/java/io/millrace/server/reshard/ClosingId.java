package io.millrace.server.reshard;

import io.millrace.mapping.Shard.State;
import io.millrace.mapping.catalog.StreamImage;
import io.millrace.mapping.catalog.StreamStatus;
import java.util.Optional;

/**
 * Which closing of a stream's shards: one that is undone and begun anew is another. A stream has one at a time.
 *
 * @param name the lowest of the shards that were prepared for it, whose number is never used twice; or that the stream is deleted
 */
public record ClosingId(String incarnation, String name) {

    private static final String DELETION = "deletion";

    /** The closing that is under way. */
    public static Optional<ClosingId> of(StreamImage stream) {
        String incarnation = stream.fact().incarnation();
        if (stream.fact().status() == StreamStatus.DELETING) {
            return Optional.of(new ClosingId(incarnation, DELETION));
        }
        return stream.allShards().values().stream()
                .filter(shard -> shard.state() == State.PREPARED)
                .findFirst()
                .map(child ->
                        new ClosingId(incarnation, Long.toString(child.id().number())));
    }

    @Override
    public String toString() {
        return incarnation + "/" + name;
    }
}
