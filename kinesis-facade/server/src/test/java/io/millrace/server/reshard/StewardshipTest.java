package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StewardshipTest {

    private static final List<String> NODES = List.of("a", "b", "c");

    private final ManualLoop loop = new ManualLoop();
    private final ManualNodesLog log = new ManualNodesLog();
    private final Membership membership = new Membership(loop, log);

    @Test
    void whoIsAloneHasEveryTurn() {
        assertThat(patience("a", "orders")).isZero();
    }

    @Test
    void oneHasTheTurnAndEachOfTheOthersWaitsTwoLeasesLonger() {
        NODES.forEach(this::hear);
        for (String subject : List.of("orders", "clicks", "payments")) {
            assertThat(NODES.stream().map(node -> patience(node, subject)))
                    .containsExactlyInAnyOrder(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
        }
    }

    @Test
    void theTurnsAreSharedAmongTheNodes() {
        NODES.forEach(this::hear);
        assertThat(NODES)
                .allSatisfy(node -> assertThat(subjects()
                                .filter(subject -> patience(node, subject).isZero())
                                .count())
                        .isBetween(50L, 150L));
    }

    @Test
    void whoFallsSilentHasNoTurn() {
        NODES.forEach(this::hear);
        loop.pass(Duration.ofSeconds(11));
        hear("b");
        loop.pass(Duration.ofSeconds(1));
        assertThat(subjects())
                .allSatisfy(subject -> assertThat(patience("b", subject)).isZero());
    }

    private static Stream<String> subjects() {
        return IntStream.range(0, 300).mapToObj(i -> "stream-" + i);
    }

    private Duration patience(String node, String subject) {
        return new Stewardship(new NodeIdentity(node, node, Heartbeats.LEASE), membership).patience(subject);
    }

    private void hear(String node) {
        log.deliver(Heartbeats.of(node));
        loop.run();
    }
}
