package io.millrace.server.reshard;

import io.millrace.server.config.ClusterConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's place among those that share the catalog: its lease, and what it knows of the others. */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration LEAVE_PATIENCE = Duration.ofSeconds(5);

    private final LoopThread loop = new LoopThread("cluster");
    private final NodeIdentity self;
    private final NodeLease lease;
    private final Membership membership;
    private final Heart heart;
    private final Members members;
    private final Courtesy courtesy;

    /**
     * @param gates follow the catalog already
     * @param measured what this node tells the others of its rates
     */
    public Cluster(
            ClusterConfig config,
            NodesLog nodes,
            CatalogReader catalog,
            ShardGates gates,
            Supplier<Optional<MeasuredRates>> measured) {
        self = NodeIdentity.fresh(name(config), config.lease());
        membership = new Membership(loop, nodes);
        lease = new NodeLease(self.lease(), Moment::now);
        heart = new Heart(self, lease, nodes, catalog, gates::drained, measured, loop);
        members = new ClusterMembers(nodes, membership, loop);
        courtesy = new Stewardship(self, membership);
        gates.onDrained(heart::tellDrained);
    }

    private static String name(ClusterConfig config) {
        if (!config.nodeName().isBlank()) {
            return config.nodeName();
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "node";
        }
    }

    /**
     * Returns once this node holds the lease.
     *
     * @throws CompletionException if it does not in time
     */
    public void join(Duration patience) {
        heart.start();
        lease.whenHeld()
                .thenRun(() -> {})
                .toCompletableFuture()
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    public Lease lease() {
        return lease;
    }

    public Members members() {
        return members;
    }

    public Courtesy courtesy() {
        return courtesy;
    }

    /** Whether no other node shares the catalog, as far as this one knows. */
    public boolean isAlone() {
        return membership.live().size() <= 1;
    }

    /**
     * What each live node has measured, this one among them; empty for one that does not say. Empty for all if this node is not
     * among the live: it hears nothing then.
     */
    public List<Optional<MeasuredRates>> rates() {
        List<Membership.Member> live = membership.live();
        return live.stream().anyMatch(member -> member.incarnation().equals(self.incarnation()))
                ? live.stream().map(member -> member.heartbeat().rates()).toList()
                : List.of(Optional.empty());
    }

    /** Leaves, so that nobody waits for this node. None of its appends may be under way. */
    @Override
    public void close() {
        try {
            heart.leave()
                    .toCompletableFuture()
                    .orTimeout(LEAVE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.atInfo()
                    .addKeyValue("cause", e.getCause().toString())
                    .log("the others were not told that this node leaves: they will notice when its lease lapses");
        }
        loop.close();
    }
}
