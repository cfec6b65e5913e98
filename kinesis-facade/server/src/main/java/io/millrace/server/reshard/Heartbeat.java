package io.millrace.server.reshard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a node tells the others. Once Kafka has acknowledged it, the node holds a lease that began when it was sent.
 *
 * @param node what people call the node
 * @param incarnation one run of the node
 * @param term of the lease that this renews, or that begins if this is a node that joins
 * @param lease for how long this may count as a lease
 * @param catalogOffset how far the node has read the catalog
 * @param drained the closings that wait for no append of this node
 * @param rates what the node has measured lately; empty if it has not, or does not say
 * @param leaving the node accepts nothing any more, and none of its appends is under way: it holds no lease
 */
public record Heartbeat(
        String node,
        String incarnation,
        long term,
        Duration lease,
        long catalogOffset,
        List<Drained> drained,
        Optional<MeasuredRates> rates,
        boolean leaving) {

    public Heartbeat {
        drained = List.copyOf(drained);
    }

    /** What the node says of a closing; empty if it has not drained it. */
    public Optional<Drained> drained(ClosingId closing) {
        String id = closing.toString();
        return drained.stream().filter(each -> each.closing().equals(id)).findFirst();
    }
}
