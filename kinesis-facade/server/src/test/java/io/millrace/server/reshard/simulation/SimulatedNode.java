package io.millrace.server.reshard.simulation;

import io.millrace.mapping.HashKey;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kafka.RecordAppender;
import io.millrace.server.kinesis.records.SimulatedPuts;
import io.millrace.server.kinesis.records.SimulatedPuts.Acknowledged;
import io.millrace.server.lifecycle.SimulatedSteps;
import io.millrace.server.reshard.Heart;
import io.millrace.server.reshard.Members;
import io.millrace.server.reshard.Membership;
import io.millrace.server.reshard.NodeIdentity;
import io.millrace.server.reshard.NodeLease;
import io.millrace.server.reshard.NodesLog;
import io.millrace.server.reshard.ShardGates;
import io.millrace.server.reshard.SimulatedLeases;
import io.millrace.server.reshard.Stewardship;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One run of a node: the parts that run in production, put together as Node and Cluster do it. */
final class SimulatedNode {

    static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration START_PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_PAUSE = Duration.ofMillis(50);

    private final World world;
    private final Machine machine;
    private final SimulatedCatalog catalog;
    private final SimulatedNodesLog nodes;
    private final SimulatedProducer producer;
    private final NodeLease lease;
    private final Heart heart;
    private final SimulatedPuts puts;
    private final Lane requestThread;
    private final Lane catalogTail;
    private final Lane nodesTail;
    private final Lane loop;
    private boolean serving;
    private boolean leaving;

    SimulatedNode(World world, Kafka kafka, Machine machine, Rules rules, long deliveryPatience) {
        this.world = world;
        this.machine = machine;
        loop = machine.lane("cluster");
        catalogTail = machine.lane("catalog-tail");
        nodesTail = machine.lane("nodes-tail");
        requestThread = machine.lane("requests");
        Lane lifecycle = machine.lane("stream-lifecycle");
        Requests requests = new Requests(machine, machine.lane("admin"));

        catalog = new SimulatedCatalog(machine, kafka.catalog(), requests, catalogTail, machine.lane("catalog-writer"));
        nodes = new SimulatedNodesLog(
                machine, kafka.heartbeats(), requests, machine.lane("heartbeats"), nodesTail, LEASE.toNanos());
        ShardGates gates = new ShardGates();
        NodeIdentity self = new NodeIdentity(machine.toString(), machine.toString(), LEASE);
        NodesLog read = rules.members(nodes);
        Membership membership = new Membership(loop, read);
        lease = new NodeLease(LEASE, machine::now);
        heart = new Heart(
                self,
                lease,
                rules.heartbeats(nodes, lease, loop),
                rules.catalogOfHeart(catalog, lease),
                rules.drained(gates, catalog),
                Optional::empty,
                loop);
        Members members = rules.members(read, membership, loop);
        Stewardship courtesy = new Stewardship(self, membership);
        AppendLease leaseOfAppends = rules.leaseOfAppends(lease);
        producer = new SimulatedProducer(
                machine, kafka.shards(), machine.lane("producer"), leaseOfAppends, deliveryPatience);
        puts = new SimulatedPuts(catalog, gates, leaseOfAppends, new RecordAppender(producer), requestThread);

        catalog.start();
        open(
                gates,
                () -> SimulatedSteps.follow(
                        catalog,
                        new SimulatedTopics(kafka.shards(), requests),
                        members,
                        courtesy,
                        machine.clock(),
                        lifecycle));
    }

    private void open(ShardGates gates, Runnable serve) {
        catalog.readToEnd().whenComplete((read, e) -> {
            if (e != null) {
                requestThread.after(START_PAUSE, () -> open(gates, serve));
                return;
            }
            catalog.onChange(gates::follow);
            gates.onDrained(heart::tellDrained);
            lease.whenHeld().thenRun(() -> {
                if (!machine.isDead()) {
                    world.trace(() -> machine + " serves");
                    serve.run();
                    serving = true;
                }
            });
            heart.start();
        });
    }

    Machine machine() {
        return machine;
    }

    Lane catalogTail() {
        return catalogTail;
    }

    Lane nodesTail() {
        return nodesTail;
    }

    boolean serves() {
        return serving && !machine.isDead();
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Never completes if the node dies. */
    CompletionStage<Optional<Acknowledged>> put(HashKey key, Message message) {
        CompletableFuture<Optional<Acknowledged>> answer = new CompletableFuture<>();
        requestThread.run(() -> {
            if (serving) {
                puts.put(catalog.image().stream(Kafka.STREAM).orElseThrow(), key, message.toBytes())
                        .thenAccept(answer::complete);
            } else {
                answer.complete(Optional.empty());
            }
        });
        return answer;
    }

    void change(Decision<?> decision) {
        requestThread.run(() -> catalog.change(decision));
    }

    /** Ends as a node does that is told to: what is under way first, then its place among the others. */
    void leave() {
        leaving = true;
        requestThread.run(() -> {
            world.trace(() -> machine + " is leaving");
            serving = false;
            awaitAppends(machine.monotonic() + CLOSE_PATIENCE.toNanos());
        });
    }

    private void awaitAppends(long deadline) {
        if (producer.inFlight() > 0 && machine.monotonic() < deadline) {
            requestThread.after(CLOSE_PAUSE, () -> awaitAppends(deadline));
            return;
        }
        producer.close();
        heart.leave().whenComplete((left, e) -> kill());
    }

    /** It is gone, now. */
    void kill() {
        machine.kill();
        serving = false;
        nodes.stop();
        catalog.stop();
        // Whoever waits for the lease of a process that is gone must not keep the test's own timers.
        SimulatedLeases.grant(lease, Long.MAX_VALUE, machine.now());
    }
}
