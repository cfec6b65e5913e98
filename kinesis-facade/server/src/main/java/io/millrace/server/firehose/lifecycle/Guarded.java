package io.millrace.server.firehose.lifecycle;

import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Decision;
import java.util.List;
import java.util.function.Function;

/** A decision that still holds only if the delivery stream is the one, and in the status, that the step began with. */
final class Guarded {

    private Guarded() {}

    /** Writes what {@code change} makes of the newest fact; nothing, if somebody else has taken the step meanwhile. */
    static Decision<Boolean> whileIt(DeliveryStreamFact stream, Function<DeliveryStreamFact, Change> change) {
        return image -> image.deliveryStream(stream.name())
                .filter(now -> now.incarnation().equals(stream.incarnation()))
                .filter(now -> now.status() == stream.status())
                .map(now -> new Decision.Outcome<>(List.of(change.apply(now)), true))
                .orElseGet(() -> Decision.Outcome.unchanged(false));
    }
}
