package io.millrace.server.reshard;

import io.millrace.mapping.catalog.CatalogImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the others that this node is alive, and so keeps its lease. The rules are those of docs/reshard-protocol.md:
 *
 * <ul>
 *   <li>N2: a lease is renewed only by a heartbeat before which the catalog was read to its end, and only while it is held. A node
 *       that cannot follow the catalog loses its lease, and is waited for no longer.
 *   <li>N3: without a lease, the catalog is read to its end <em>after</em> the heartbeat was acknowledged, and only then is the lease
 *       held, for a new term: whoever closes a shard either sees this term in the log, or is seen by it in the catalog.
 *   <li>N6: what was drained is told at once, by a heartbeat that renews nothing.
 * </ul>
 */
public final class Heart {

    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
    private static final int BEATS_PER_LEASE = 3;
    private static final int RETRIES_PER_LEASE = 20;

    private final NodeIdentity self;
    private final NodeLease lease;
    private final NodesLog nodes;
    private final CatalogReader catalog;
    private final Supplier<List<Drained>> drained;
    private final Supplier<Optional<MeasuredRates>> rates;
    private final EventLoop loop;
    private long catalogOffset;
    private long term;
    private boolean leaving;

    /**
     * @param drained what this node has drained by now
     * @param rates what it has measured, if that is not too long ago
     */
    public Heart(
            NodeIdentity self,
            NodeLease lease,
            NodesLog nodes,
            CatalogReader catalog,
            Supplier<List<Drained>> drained,
            Supplier<Optional<MeasuredRates>> rates,
            EventLoop loop) {
        this.self = self;
        this.lease = lease;
        this.nodes = nodes;
        this.catalog = catalog;
        this.drained = drained;
        this.rates = rates;
        this.loop = loop;
    }

    /** Joins the cluster, and beats from then on. */
    public void start() {
        loop.execute(this::beat);
    }

    /** Tells the others at once that something was drained. What gets lost here goes with the next beat. */
    public void tellDrained() {
        loop.execute(() -> {
            if (!leaving) {
                nodes.append(heartbeat());
            }
        });
    }

    /**
     * Gives up the lease and says so. Nobody waits for this node any more.
     *
     * <p>Only once none of its appends is under way: what Kafka acknowledges later is acknowledged to nobody.
     */
    public CompletionStage<Void> leave() {
        CompletableFuture<Void> left = new CompletableFuture<>();
        loop.execute(() -> {
            leaving = true;
            lease.giveUp();
            nodes.append(heartbeat()).whenComplete((sent, e) -> {
                if (e == null) {
                    left.complete(null);
                } else {
                    left.completeExceptionally(e);
                }
            });
        });
        return left;
    }

    private void beat() {
        if (!leaving) {
            catalog.readToEnd().whenCompleteAsync(this::send, loop);
        }
    }

    private void send(CatalogImage image, Throwable notRead) {
        if (leaving) {
            return;
        }
        if (notRead != null) {
            failed("the catalog cannot be read to its end", notRead);
            return;
        }
        catalogOffset = image.offset();
        boolean renewing = lease.isHeld();
        if (!renewing) {
            // Each attempt to join is a term of its own: nobody waits for the one before it.
            term = lease.nextTerm();
        }
        Moment sentAt = loop.now();
        nodes.append(heartbeat()).whenCompleteAsync((sent, e) -> sent(renewing, sentAt, e), loop);
    }

    private void sent(boolean renewing, Moment sentAt, Throwable notSent) {
        if (leaving) {
            return;
        }
        if (notSent != null) {
            failed("the heartbeat was not acknowledged", notSent);
        } else if (!renewing) {
            catalog.readToEnd().whenCompleteAsync((image, e) -> join(sentAt, image, e), loop);
        } else if (lease.renew(term, sentAt)) {
            loop.after(self.lease().dividedBy(BEATS_PER_LEASE), this::beat);
        } else {
            beat();
        }
    }

    private void join(Moment sentAt, CatalogImage image, Throwable notRead) {
        if (leaving) {
            return;
        }
        if (notRead != null) {
            failed("the catalog cannot be read to its end", notRead);
            return;
        }
        catalogOffset = image.offset();
        lease.grant(term, sentAt);
        LOG.atInfo()
                .addKeyValue("incarnation", self.incarnation())
                .addKeyValue("held", lease.isHeld())
                .addKeyValue("catalogOffset", image.offset())
                .log("joined the cluster");
        Duration next = lease.isHeld() ? self.lease().dividedBy(BEATS_PER_LEASE) : Duration.ZERO;
        loop.after(next, this::beat);
    }

    private void failed(String what, Throwable e) {
        LOG.atWarn()
                .addKeyValue("lease", lease.isHeld() ? "held" : "lapsed")
                .addKeyValue("cause", e.toString())
                .log(what + "; it is tried again");
        loop.after(self.lease().dividedBy(RETRIES_PER_LEASE), this::beat);
    }

    private Heartbeat heartbeat() {
        return new Heartbeat(
                self.name(),
                self.incarnation(),
                term,
                self.lease(),
                catalogOffset,
                drained.get(),
                rates.get(),
                leaving);
    }
}
