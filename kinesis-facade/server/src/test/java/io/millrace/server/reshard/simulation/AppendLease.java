package io.millrace.server.reshard.simulation;

import io.millrace.server.reshard.Lease;
import io.millrace.server.reshard.NodeLease;
import java.util.concurrent.CompletionStage;

/** The lease as appends see it. Those who leave out a rule may answer otherwise once Kafka has acknowledged. */
class AppendLease implements Lease {

    private final NodeLease lease;

    AppendLease(NodeLease lease) {
        this.lease = lease;
    }

    /** An append is being sent. */
    long sending() {
        return lease.term();
    }

    /** Kafka has acknowledged what was sent in that term. */
    void acknowledging(long term, Runnable callback) {
        callback.run();
    }

    @Override
    public long term() {
        return lease.term();
    }

    @Override
    public CompletionStage<Void> whenHeld() {
        return lease.whenHeld();
    }
}
