package io.millrace.server.reshard;

import io.millrace.server.reshard.Membership.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until each member there is has drained a closing, or cannot hold a lease any more (rule R4). Runs on the event loop. */
final class DrainWait {

    private static final Logger LOG = LoggerFactory.getLogger(DrainWait.class);

    private final ClosingId closing;
    private final NodesLog nodes;
    private final Membership membership;
    private final EventLoop loop;
    private final CompletableFuture<Map<Integer, Long>> done;
    /** The terms that may hold a lease, by the incarnation of their node. */
    private final Map<String, Long> waitingFor = new HashMap<>();

    private final Map<Integer, Long> ends = new HashMap<>();
    private final Runnable look = this::look;

    DrainWait(
            ClosingId closing,
            NodesLog nodes,
            Membership membership,
            EventLoop loop,
            CompletableFuture<Map<Integer, Long>> done) {
        this.closing = closing;
        this.nodes = nodes;
        this.membership = membership;
        this.loop = loop;
        this.done = done;
    }

    void begin() {
        membership
                .all()
                .forEach(member ->
                        waitingFor.put(member.incarnation(), member.heartbeat().term()));
        membership.listen(look);
        done.whenCompleteAsync((told, e) -> membership.stopListening(look), loop);
        look();
        if (!done.isDone()) {
            membership.all().forEach(this::awaitLapse);
        }
    }

    /**
     * Whoever left has said that nothing of it is under way. Whoever came later, or joined again, has read that the shards are
     * closing, and acknowledges nothing of a former term.
     */
    private void look() {
        waitingFor.entrySet().removeIf(awaited -> {
            Optional<Member> member = membership
                    .find(awaited.getKey())
                    .filter(found -> found.heartbeat().term() <= awaited.getValue());
            Optional<Drained> drained =
                    member.flatMap(found -> found.heartbeat().drained(closing));
            drained.ifPresent(told -> told.ends().forEach((partition, end) -> ends.merge(partition, end, Math::max)));
            return member.isEmpty() || drained.isPresent();
        });
        if (waitingFor.isEmpty()) {
            done.complete(Map.copyOf(ends));
        }
    }

    private boolean isWaitingFor(Member member) {
        return waitingFor.containsKey(member.incarnation()) && !done.isDone();
    }

    /** Looks again when the member's last heartbeat has lapsed; a newer one begins the wait anew. */
    private void awaitLapse(Member member) {
        Duration left = member.untilLapsed(loop.now());
        loop.after(left.isNegative() ? Duration.ZERO : left, () -> {
            if (!isWaitingFor(member)) {
                return;
            }
            Optional<Member> last = membership.find(member.incarnation());
            if (last.isEmpty()) {
                look();
            } else if (last.get().untilLapsed(loop.now()).toNanos() > 0) {
                awaitLapse(last.get());
            } else {
                confirmLapse(last.get());
            }
        });
    }

    /** A heartbeat may stand in the log that has not been read here: only its end tells. */
    private void confirmLapse(Member lapsed) {
        nodes.readToEnd()
                .whenCompleteAsync(
                        (read, e) -> {
                            if (!isWaitingFor(lapsed)) {
                                return;
                            }
                            if (e != null) {
                                done.completeExceptionally(e);
                                return;
                            }
                            Optional<Member> last = membership.find(lapsed.incarnation());
                            if (last.isPresent() && !last.get().equals(lapsed)) {
                                awaitLapse(last.get());
                                return;
                            }
                            LOG.atWarn()
                                    .addKeyValue("node", lapsed.heartbeat().node())
                                    .addKeyValue("incarnation", lapsed.incarnation())
                                    .addKeyValue("closing", closing)
                                    .log("a silent node is not waited for: its lease has lapsed");
                            membership.lapsed(lapsed);
                            look();
                        },
                        loop);
    }
}
