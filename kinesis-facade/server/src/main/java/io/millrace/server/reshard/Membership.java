package io.millrace.server.reshard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes as their heartbeats tell, by the time of the node that reads them. Changes on one event loop alone. */
public final class Membership {

    /** How much faster than a member's clock the reader's may run. */
    private static final double MARGIN = 1.2;

    private final EventLoop loop;
    private volatile Map<String, Member> members = Map.of();
    private final List<Runnable> listeners = new ArrayList<>();

    /**
     * A node that has not said that it left.
     *
     * @param heartbeat its last one
     * @param receivedAt when this node read it, which is after it was sent
     */
    public record Member(Heartbeat heartbeat, Moment receivedAt) {

        public String incarnation() {
            return heartbeat.incarnation();
        }

        /** How long from now until no lease can come from this heartbeat (rule R4); zero or less if none can. */
        Duration untilLapsed(Moment now) {
            return Duration.ofNanos((long) (heartbeat.lease().toNanos() * MARGIN))
                    .minus(receivedAt.shortestUntil(now));
        }
    }

    public Membership(EventLoop loop, NodesLog nodes) {
        this.loop = loop;
        nodes.follow(heartbeat -> loop.execute(() -> received(heartbeat)));
    }

    private void received(Heartbeat heartbeat) {
        Member known = members.get(heartbeat.incarnation());
        if (known != null && known.heartbeat().term() > heartbeat.term()) {
            // It had failed, and landed later. Taken for news, the term that it hides would not be waited for.
            return;
        }
        Map<String, Member> next = new LinkedHashMap<>(members);
        if (heartbeat.leaving()) {
            next.remove(heartbeat.incarnation());
        } else {
            next.put(heartbeat.incarnation(), new Member(heartbeat, loop.now()));
        }
        members = next;
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** Everybody who has not left, whether a lease may have lapsed or not. */
    Collection<Member> all() {
        return List.copyOf(members.values());
    }

    /** Those whose lease may not have lapsed. */
    public List<Member> live() {
        Moment now = loop.now();
        return members.values().stream()
                .filter(member -> member.untilLapsed(now).toNanos() > 0)
                .toList();
    }

    Optional<Member> find(String incarnation) {
        return Optional.ofNullable(members.get(incarnation));
    }

    /** Forgets a member of whom it is known that it cannot hold a lease from this heartbeat. It may join again. */
    void lapsed(Member member) {
        Map<String, Member> next = new LinkedHashMap<>(members);
        next.remove(member.incarnation(), member);
        members = next;
    }

    /** Calls the listener on the loop after every heartbeat. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void stopListening(Runnable listener) {
        listeners.remove(listener);
    }
}
