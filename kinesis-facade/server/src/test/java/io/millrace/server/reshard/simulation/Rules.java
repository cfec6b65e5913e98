package io.millrace.server.reshard.simulation;

import io.millrace.server.catalog.Catalog;
import io.millrace.server.reshard.CatalogReader;
import io.millrace.server.reshard.ClusterMembers;
import io.millrace.server.reshard.Drained;
import io.millrace.server.reshard.EventLoop;
import io.millrace.server.reshard.Members;
import io.millrace.server.reshard.Membership;
import io.millrace.server.reshard.NodeLease;
import io.millrace.server.reshard.NodesLog;
import io.millrace.server.reshard.ShardGates;
import java.util.List;
import java.util.function.Supplier;

/** Between the parts of a node, where a rule can be left out to see that it is needed. */
interface Rules {

    /** As in production. */
    Rules ALL = new Rules() {};

    default Members members(NodesLog nodes, Membership membership, EventLoop loop) {
        return new ClusterMembers(nodes, membership, loop);
    }

    default AppendLease leaseOfAppends(NodeLease lease) {
        return new AppendLease(lease);
    }

    /** What the heart writes to. */
    default NodesLog heartbeats(NodesLog nodes, NodeLease lease, EventLoop loop) {
        return nodes;
    }

    /** What the heart reads to its end. */
    default CatalogReader catalogOfHeart(Catalog catalog, NodeLease lease) {
        return catalog::readToEnd;
    }

    /** What a node says that it has drained. */
    default Supplier<List<Drained>> drained(ShardGates gates, Catalog catalog) {
        return gates::drained;
    }

    /** Whether to take the catalog fences those who took it before. */
    default boolean fences() {
        return true;
    }

    /** What members are learnt from. */
    default NodesLog members(NodesLog nodes) {
        return nodes;
    }
}
