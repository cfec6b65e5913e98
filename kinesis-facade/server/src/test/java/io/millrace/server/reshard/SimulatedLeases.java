package io.millrace.server.reshard;

/** Lets a simulation, in another package, grant what only a heart may grant. */
public final class SimulatedLeases {

    private SimulatedLeases() {}

    public static void grant(NodeLease lease, long term, Moment sentAt) {
        lease.grant(term, sentAt);
    }
}
