package io.millrace.server.reshard.simulation;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.reshard.CatalogReader;
import io.millrace.server.reshard.ClosingId;
import io.millrace.server.reshard.ClusterMembers;
import io.millrace.server.reshard.Drained;
import io.millrace.server.reshard.EventLoop;
import io.millrace.server.reshard.Heartbeat;
import io.millrace.server.reshard.Members;
import io.millrace.server.reshard.Membership;
import io.millrace.server.reshard.Moment;
import io.millrace.server.reshard.NodeLease;
import io.millrace.server.reshard.NodesLog;
import io.millrace.server.reshard.ShardGates;
import io.millrace.server.reshard.SimulatedLeases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A rule that is left out. Nothing in production can be told to: the ports between its classes are. */
enum Omission implements Rules {

    /** R3, R4: nobody waits for anybody. */
    WAITING_FOR_MEMBERS {
        @Override
        public Members members(NodesLog nodes, Membership membership, EventLoop loop) {
            return closing -> CompletableFuture.completedStage(Map.of());
        }
    },

    /** N6: what is under way is not waited for. */
    WAITING_FOR_WHAT_IS_IN_FLIGHT {
        @Override
        public Supplier<List<Drained>> drained(ShardGates gates, Catalog catalog) {
            return () -> catalog.image().streams().values().stream()
                    .flatMap(stream -> ClosingId.of(stream).stream())
                    .map(closing -> new Drained(closing.toString(), Map.of()))
                    .toList();
        }
    },

    /** N5: what Kafka acknowledges is acknowledged. */
    CHECKING_THE_LEASE_AT_ACKNOWLEDGEMENT {
        @Override
        public AppendLease leaseOfAppends(NodeLease lease) {
            return new LaxLease(lease, (sentIn, now) -> sentIn);
        }
    },

    /** N5: any lease will do. */
    ACKNOWLEDGING_IN_THE_SAME_TERM {
        @Override
        public AppendLease leaseOfAppends(NodeLease lease) {
            return new LaxLease(lease, (sentIn, now) -> now == AppendLease.NONE ? now : sentIn);
        }
    },

    /** N3: who joins does not read the catalog after the heartbeat. */
    READING_THE_CATALOG_BEFORE_JOINING {
        @Override
        public CatalogReader catalogOfHeart(Catalog catalog, NodeLease lease) {
            return new EverySecondRead(catalog, lease);
        }
    },

    /** N2: who has a lease renews it, whether it can read the catalog or not. */
    READING_THE_CATALOG_BEFORE_RENEWING {
        @Override
        public CatalogReader catalogOfHeart(Catalog catalog, NodeLease lease) {
            return () -> lease.isHeld() ? CompletableFuture.completedStage(catalog.image()) : catalog.readToEnd();
        }
    },

    /** N2: a lease that has run out is renewed as well. */
    RENEWING_ONLY_WHAT_IS_HELD {
        @Override
        public NodesLog heartbeats(NodesLog nodes, NodeLease lease, EventLoop loop) {
            return new Forwarding(nodes) {
                @Override
                public CompletionStage<Void> append(Heartbeat heartbeat) {
                    Moment sentAt = loop.now();
                    boolean renews = lease.isHeld();
                    return super.append(heartbeat).thenRun(() -> {
                        if (renews) {
                            SimulatedLeases.grant(lease, heartbeat.term(), sentAt);
                        }
                    });
                }
            };
        }
    },

    /** R3: the members are those that have been heard of. */
    READING_THE_HEARTBEATS_AFTER_THE_COMMIT {
        @Override
        public Members members(NodesLog nodes, Membership membership, EventLoop loop) {
            return closing ->
                    new ClusterMembers(new ReadOnly(nodes, read -> read > 1), membership, loop).drained(closing);
        }
    },

    /** R4: who has not been heard of for long enough has lapsed. */
    READING_THE_HEARTBEATS_ONCE_MORE {
        @Override
        public Members members(NodesLog nodes, Membership membership, EventLoop loop) {
            return closing ->
                    new ClusterMembers(new ReadOnly(nodes, read -> read == 1), membership, loop).drained(closing);
        }
    },

    /** R4: clocks run alike. */
    THE_MARGIN_FOR_CLOCKS {
        @Override
        public NodesLog members(NodesLog nodes) {
            return new Forwarding(nodes) {
                @Override
                public void follow(Consumer<Heartbeat> listener) {
                    super.follow(heartbeat -> listener.accept(
                            withLease(heartbeat, heartbeat.lease().dividedBy(12).multipliedBy(10))));
                }
            };
        }
    },

    /** R1, R6: several may write the catalog at once. */
    FENCING {
        @Override
        public boolean fences() {
            return false;
        }
    };

    private static Heartbeat withLease(Heartbeat heartbeat, Duration lease) {
        return new Heartbeat(
                heartbeat.node(),
                heartbeat.incarnation(),
                heartbeat.term(),
                lease,
                heartbeat.catalogOffset(),
                heartbeat.drained(),
                heartbeat.rates(),
                heartbeat.leaving());
    }

    /** Answers otherwise while Kafka's acknowledgement is being dealt with. */
    private static final class LaxLease extends AppendLease {

        private final Terms terms;
        private @Nullable Long sentIn;

        /** What to say of a term that something was sent in, and that of now. */
        @FunctionalInterface
        interface Terms {
            long at(long sentIn, long now);
        }

        LaxLease(NodeLease lease, Terms terms) {
            super(lease);
            this.terms = terms;
        }

        @Override
        void acknowledging(long term, Runnable callback) {
            sentIn = term;
            callback.run();
            sentIn = null;
        }

        @Override
        public long term() {
            long now = super.term();
            return sentIn == null ? now : terms.at(sentIn, now);
        }
    }

    /** A heart without a lease reads twice: before its heartbeat and after it. */
    private static final class EverySecondRead implements CatalogReader {

        private final Catalog catalog;
        private final NodeLease lease;
        private boolean hasRead;

        EverySecondRead(Catalog catalog, NodeLease lease) {
            this.catalog = catalog;
            this.lease = lease;
        }

        @Override
        public CompletionStage<CatalogImage> readToEnd() {
            boolean skip = hasRead && !lease.isHeld();
            hasRead = !skip;
            return skip ? CompletableFuture.completedStage(catalog.image()) : catalog.readToEnd();
        }
    }

    private static class Forwarding implements NodesLog {

        private final NodesLog log;

        Forwarding(NodesLog log) {
            this.log = log;
        }

        @Override
        public CompletionStage<Void> append(Heartbeat heartbeat) {
            return log.append(heartbeat);
        }

        @Override
        public CompletionStage<Void> readToEnd() {
            return log.readToEnd();
        }

        @Override
        public void follow(Consumer<Heartbeat> listener) {
            log.follow(listener);
        }
    }

    /** Reads to the end only the first time, or only later. */
    private static final class ReadOnly extends Forwarding {

        private final IntPredicate reads;
        private int count;

        ReadOnly(NodesLog log, IntPredicate reads) {
            super(log);
            this.reads = reads;
        }

        @Override
        public CompletionStage<Void> readToEnd() {
            return reads.test(++count) ? super.readToEnd() : CompletableFuture.completedFuture(null);
        }
    }
}
