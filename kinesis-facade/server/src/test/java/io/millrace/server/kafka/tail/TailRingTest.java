package io.millrace.server.kafka.tail;

import static io.millrace.server.kafka.tail.Fetched.chunk;
import static io.millrace.server.kafka.tail.Fetched.from;
import static io.millrace.server.kafka.tail.Fetched.offsets;
import static io.millrace.server.kafka.tail.Fetched.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.kafka.ReadRequest;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TailRingTest {

    private final TailRing ring = new TailRing(Fetched.LIFE, 10);

    @Test
    void holdsEverythingFromWhereItBeganUpToItsEnd() {
        append(chunk(12, 10, 11), chunk(15, 12, 14));

        assertThat(ring.read(from(9))).isEmpty();
        assertThat(ring.read(from(16))).isEmpty();
        assertThat(offsets(read(from(10)))).containsExactly(10L, 11L, 12L, 14L);
        assertThat(offsets(read(from(11)))).containsExactly(11L, 12L, 14L);
        assertThat(offsets(read(from(13)))).containsExactly(14L);
    }

    @Test
    void offsetsWithoutARecordArePassedOver() {
        append(chunk(11, 10), chunk(31, 20, 30));
        ring.reach(40, true);

        assertThat(offsets(read(from(12)))).containsExactly(20L, 30L);
        TailPage last = read(from(31));
        assertThat(last.records()).isEmpty();
        assertThat(last.nextOffset()).isEqualTo(40);
        assertThat(last.end()).isEqualTo(OptionalLong.of(40));
    }

    @Test
    void aPageTellsWhereTheRingEndedOnlyWhenItHasComeThere() {
        append(chunk(15, 10, 11, 12, 13, 14));

        TailPage cut = read(request(10, ReadRequest.NO_END, 0, 3, 1000));
        assertThat(offsets(cut)).containsExactly(10L, 11L, 12L);
        assertThat(cut.nextOffset()).isEqualTo(13);
        assertThat(cut.nextTimestamp()).isEqualTo(OptionalLong.of(13));
        assertThat(cut.reaches(15)).isFalse();
        TailPage whole = read(request(10, ReadRequest.NO_END, 0, 5, 1000));
        assertThat(whole.reaches(15)).isTrue();
        assertThat(whole.reaches(16)).isFalse();
        assertThat(whole.nextTimestamp()).isEmpty();
    }

    @Test
    void aPageIsCutAtItsBytesButOneRecordIsReturnedHoweverLargeItIs() {
        append(chunk(13, 10, 11, 12));

        assertThat(offsets(read(request(10, ReadRequest.NO_END, 0, 100, 20)))).containsExactly(10L, 11L);
        assertThat(offsets(read(request(10, ReadRequest.NO_END, 0, 100, 19)))).containsExactly(10L);
        assertThat(offsets(read(request(10, ReadRequest.NO_END, 0, 100, 1)))).containsExactly(10L);
    }

    @Test
    void whatIsPastRetentionIsNotReturned() {
        append(chunk(13, 10, 11, 12), chunk(16, 13, 14, 15));

        assertThat(offsets(read(request(10, ReadRequest.NO_END, 14, 100, 1000))))
                .containsExactly(14L, 15L);
        TailPage nothing = read(request(10, ReadRequest.NO_END, 99, 100, 1000));
        assertThat(nothing.records()).isEmpty();
        assertThat(nothing.nextOffset()).isEqualTo(16);
    }

    @Test
    void aClosedShardEndsAtItsEndWhateverFollowsInThePartition() {
        append(chunk(13, 10, 11, 12), chunk(20, 13, 14, 19));

        TailPage page = read(request(10, 14, 0, 100, 1000));
        assertThat(offsets(page)).containsExactly(10L, 11L, 12L, 13L);
        assertThat(page.nextOffset()).isEqualTo(14);
        assertThat(page.isLastOf(request(10, 14, 0, 100, 1000))).isTrue();
        assertThat(read(request(15, 18, 0, 100, 1000)).nextOffset()).isEqualTo(18);
    }

    @Test
    void whatIsEvictedIsNotCoveredAnyMore() {
        append(chunk(12, 10, 11), chunk(15, 12, 14));

        ring.evictOldest();

        assertThat(ring.read(from(11))).isEmpty();
        assertThat(offsets(read(from(12)))).containsExactly(12L, 14L);
        ring.evictAll();
        assertThat(ring.read(from(14))).isEmpty();
        assertThat(read(from(15)).records()).isEmpty();
    }

    @Test
    void aReaderMovesOnlyTheBufferThatItGot() {
        append(chunk(11, 10));

        read(from(10)).records().get(0).data().get(new byte[9]);

        assertThat(read(from(10)).records().get(0).size()).isEqualTo(10);
    }

    @Test
    void whoWaitsIsToldOfWhatLiesBehindHisOffset() {
        CompletableFuture<Void> at10 = ring.beyond(10);
        CompletableFuture<Void> at12 = ring.beyond(12);
        assertThat(at10).isNotDone();

        append(chunk(12, 10, 11));

        assertThat(at10).isDone();
        assertThat(at12).isNotDone();
        assertThat(ring.beyond(11)).isDone();
    }

    @Test
    void nobodyWaitsForARingThatIsClosedAndItHoldsNothing() {
        append(chunk(12, 10, 11));
        CompletableFuture<Void> waiting = ring.beyond(12);

        ring.close();

        assertThat(waiting).isDone();
        assertThat(ring.beyond(12)).isDone();
        assertThat(ring.read(from(10))).isEmpty();
    }

    @Test
    void whoeverWaitsKeepsItAndWhoeverGivesUpDoesNot() {
        assertThat(ring.isIdle(-1)).isTrue();
        CompletableFuture<Void> waiting = ring.beyond(10);
        assertThat(ring.isIdle(-1)).isFalse();

        waiting.cancel(false);

        assertThat(ring.isIdle(-1)).isTrue();
    }

    private void append(TailChunk... chunks) {
        for (TailChunk chunk : List.of(chunks)) {
            ring.append(chunk);
            ring.reach(chunk.end(), true);
        }
    }

    private TailPage read(ReadRequest request) {
        return ring.read(request).orElseThrow();
    }
}
