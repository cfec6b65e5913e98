package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.reshard.Membership.Member;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class MembershipTest {

    private final ManualLoop loop = new ManualLoop();
    private final ManualNodesLog log = new ManualNodesLog();
    private final Membership membership = new Membership(loop, log);

    @Test
    void whoeverSendsAHeartbeatIsAMemberAndLiveForItsLeaseAndTheMargin() {
        hear(Heartbeats.of("a"));
        loop.pass(Duration.ofMillis(11_999));
        assertThat(membership.live()).extracting(Member::incarnation).containsExactly("a");
        loop.pass(Duration.ofMillis(1));

        assertThat(membership.live()).isEmpty();
        assertThat(membership.all()).extracting(Member::incarnation).containsExactly("a");
    }

    @Test
    void whoeverLeavesIsNoMember() {
        hear(Heartbeats.of("a"));
        hear(Heartbeats.leaving("a"));
        assertThat(membership.find("a")).isEmpty();
    }

    @Test
    void aMemberThatLapsedIsForgottenUnlessItWasHeardSince() {
        hear(Heartbeats.of("a"));
        Member old = membership.find("a").orElseThrow();
        loop.pass(Duration.ofSeconds(3));
        hear(Heartbeats.of("a"));
        membership.lapsed(old);
        assertThat(membership.find("a")).isPresent();

        membership.lapsed(membership.find("a").orElseThrow());
        assertThat(membership.find("a")).isEmpty();
    }

    /** One that failed may land behind one that was sent later. */
    @Test
    void aHeartbeatOfAFormerTermIsNoNews() {
        hear(Heartbeats.inTerm("a", 2));
        loop.pass(Duration.ofSeconds(1));
        hear(Heartbeats.inTerm("a", 1));

        assertThat(membership.find("a")).hasValueSatisfying(member -> {
            assertThat(member.heartbeat().term()).isEqualTo(2);
            assertThat(member.receivedAt()).isEqualTo(new Moment(0, 0));
        });
    }

    @Test
    void listenersHearOfEveryHeartbeatUntilTheyStop() {
        AtomicInteger heard = new AtomicInteger();
        Runnable listener = heard::incrementAndGet;
        membership.listen(listener);
        hear(Heartbeats.of("a"));
        hear(Heartbeats.leaving("a"));
        membership.stopListening(listener);
        hear(Heartbeats.of("a"));
        assertThat(heard).hasValue(2);
    }

    private void hear(Heartbeat heartbeat) {
        log.deliver(heartbeat);
        loop.run();
    }
}
