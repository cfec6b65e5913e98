package io.millrace.server.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.CatalogImage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HeartTest {

    private static final Duration A_THIRD = Heartbeats.LEASE.dividedBy(3);

    private final ManualLoop loop = new ManualLoop();
    private final ManualNodesLog log = new ManualNodesLog();
    private final NodeLease lease = new NodeLease(Heartbeats.LEASE, loop::now);
    private final Queue<CompletableFuture<CatalogImage>> catalogReads = new ArrayDeque<>();
    private final List<Drained> drained = new ArrayList<>();
    private final Heart heart = new Heart(
            new NodeIdentity("a", "a-1", Heartbeats.LEASE),
            lease,
            log,
            () -> {
                CompletableFuture<CatalogImage> read = new CompletableFuture<>();
                catalogReads.add(read);
                return read;
            },
            () -> List.copyOf(drained),
            Optional::empty,
            loop);

    @BeforeEach
    void start() {
        heart.start();
        loop.run();
    }

    /** Rule N3. */
    @Test
    void aNodeJoinsOnlyWhenItHasReadTheCatalogAfterItsHeartbeatWasAcknowledged() {
        readCatalog();
        assertThat(log.sent()).hasSize(1);
        acknowledge();
        assertThat(lease.isHeld()).isFalse();
        readCatalog();
        assertThat(lease.isHeld()).isTrue();
        assertThat(lease.term()).isEqualTo(log.sent().get(0).term());
    }

    @Test
    void theLeaseCountsFromBeforeTheHeartbeatWasSent() {
        readCatalog();
        loop.pass(Duration.ofSeconds(6));
        acknowledge();
        readCatalog();
        assertThat(lease.isHeld()).isTrue();
        loop.pass(Duration.ofSeconds(4));
        assertThat(lease.isHeld()).isFalse();
    }

    /** Rule N2. */
    @Test
    void aLeaseIsRenewedOnlyByAHeartbeatBeforeWhichTheCatalogWasRead() {
        join();
        loop.pass(A_THIRD);
        assertThat(log.sent()).hasSize(1);
        readCatalog();
        assertThat(log.sent()).hasSize(2);
        acknowledge();
        loop.pass(Duration.ofSeconds(9));

        assertThat(lease.isHeld()).isTrue();
        assertThat(log.sent().get(1).term()).isEqualTo(log.sent().get(0).term());
    }

    @Test
    void whoCannotReadTheCatalogLosesTheLease() {
        join();
        loop.pass(A_THIRD);
        while (loop.now().nanos() < Heartbeats.LEASE.toNanos()) {
            failCatalog();
            loop.pass(Duration.ofMillis(500));
        }
        assertThat(lease.isHeld()).isFalse();
        assertThat(log.sent()).hasSize(1);
    }

    /** It may have been appended after others had counted this node out. */
    @Test
    void anAcknowledgementThatComesAfterTheLeaseHasRunOutRenewsNothing() {
        join();
        loop.pass(A_THIRD);
        readCatalog();
        loop.pass(Duration.ofSeconds(7));
        assertThat(lease.isHeld()).isFalse();
        acknowledge();
        assertThat(lease.isHeld()).isFalse();

        readCatalog();
        acknowledge();
        readCatalog();
        assertThat(lease.isHeld()).isTrue();
        assertThat(lease.term()).isGreaterThan(log.sent().get(0).term());
    }

    @Test
    void aHeartbeatThatFailsIsSentAgainSoon() {
        readCatalog();
        log.refuse();
        loop.run();
        loop.pass(Heartbeats.LEASE.dividedBy(20));
        readCatalog();
        assertThat(log.sent()).hasSize(2);
    }

    /** Rule N6. */
    @Test
    void whatWasDrainedIsToldAtOnceAndRenewsNothing() {
        join();
        loop.pass(Duration.ofSeconds(1));
        drained.add(new Drained("orders-1/2", Map.of(0, 5L)));
        heart.tellDrained();
        loop.run();
        assertThat(log.sent()).hasSize(2);
        assertThat(log.sent().get(1).drained()).isEqualTo(drained);

        acknowledge();
        loop.pass(Duration.ofSeconds(9));
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void whoLeavesHasNoLeaseAndSaysNothingMore() {
        join();
        CompletableFuture<Void> left = heart.leave().toCompletableFuture();
        loop.run();
        assertThat(lease.isHeld()).isFalse();
        assertThat(log.sent().get(1).leaving()).isTrue();
        assertThat(left).isNotCompleted();
        acknowledge();
        assertThat(left).isCompleted();

        heart.tellDrained();
        loop.pass(Duration.ofMinutes(1));
        assertThat(log.sent()).hasSize(2);
    }

    private void join() {
        readCatalog();
        acknowledge();
        readCatalog();
        assertThat(lease.isHeld()).isTrue();
    }

    private void readCatalog() {
        catalogReads.remove().complete(CatalogImage.EMPTY);
        loop.run();
    }

    private void failCatalog() {
        CompletableFuture<CatalogImage> read = catalogReads.poll();
        if (read != null) {
            read.completeExceptionally(new IllegalStateException("Kafka refuses"));
            loop.run();
        }
    }

    private void acknowledge() {
        log.acknowledge();
        loop.run();
    }
}
