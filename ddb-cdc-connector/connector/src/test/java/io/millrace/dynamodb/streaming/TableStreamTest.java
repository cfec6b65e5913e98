package io.millrace.dynamodb.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.lineage.Position;
import io.millrace.dynamodb.lineage.Positions;
import io.millrace.dynamodb.lineage.PositionsJson;
import io.millrace.dynamodb.lineage.Shard;
import io.millrace.dynamodb.lineage.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TableStreamTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final StreamSettings SETTINGS =
            new StreamSettings(SHORT, Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofSeconds(30));

    private static final ReadFault.Kind[] FOUR_TIMES_GONE = {
        ReadFault.Kind.GONE, ReadFault.Kind.GONE, ReadFault.Kind.GONE, ReadFault.Kind.GONE
    };

    private final ScriptedStream script = new ScriptedStream();
    private final ReaderPool pool = new ReaderPool("test", 2, 4);
    private final List<String> read = new ArrayList<>();
    private TableStream stream = stream(Positions.NONE, SETTINGS);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void childrenAreReadAfterTheEndOfTheirParent() throws Exception {
        script.shard(Shard.child("left", "p"), "10", "11");
        script.shard(Shard.child("right", "p"), "12");
        script.shard(Shard.root("p"), "1", "2");
        stream.open();
        until(() -> read.size() == 2);
        assertThat(read).containsExactly("p 1", "p 2");

        script.close("p");
        until(() -> read.size() == 5);

        assertThat(read.subList(2, 5)).containsExactlyInAnyOrder("left 10", "left 11", "right 12");
        assertThat(stream.positions().of(new ShardId("p"))).contains(Position.FINISHED);
    }

    @Test
    void childrenThatAreListedLateAreFound() throws Exception {
        script.shard(Shard.root("p"), "1");
        script.close("p");
        stream.open();
        until(() -> stream.positions()
                .of(new ShardId("p"))
                .filter(Position.FINISHED::equals)
                .isPresent());

        script.shard(Shard.child("c", "p"), "2");
        until(() -> read.size() == 2);

        assertThat(read).containsExactly("p 1", "c 2");
    }

    /** With listings an hour apart. */
    @Test
    void childrenAreListedSoonAfterTheEndOfTheirParent() throws Exception {
        stream = stream(Positions.NONE, new StreamSettings(SHORT, SHORT, Duration.ofHours(1), Duration.ofSeconds(30)));
        script.shard(Shard.root("p"), "1");
        stream.open();
        until(() -> stream.isAtHead());

        script.shard(Shard.child("c", "p"), "2");
        script.close("p");
        until(() -> read.size() == 2);

        assertThat(read).containsExactly("p 1", "c 2");
    }

    @Test
    void aShardIsReadPastAMomentByAReadThatBeganAfterIt() throws Exception {
        script.shard(Shard.root("a"), "1");
        stream.open();
        until(() -> stream.isAtHead());
        long moment = System.nanoTime();
        assertThat(stream.isReadPast(moment + Duration.ofMinutes(1).toNanos())).isFalse();

        until(() -> stream.isReadPast(moment));

        assertThat(read).containsExactly("a 1");
    }

    @Test
    void anIteratorThatIsTooOldIsReplacedByOneAfterTheLastRecordRead() throws Exception {
        script.shard(Shard.root("a"), "1", "2", "3");
        stream.open();
        until(() -> read.size() == 3);

        script.failReads(ReadFault.Kind.EXPIRED);
        script.append("a", "4");
        until(() -> read.size() == 4);

        assertThat(read).containsExactly("a 1", "a 2", "a 3", "a 4");
        assertThat(script.iterators())
                .contains("a from its beginning")
                .last()
                .satisfies(last -> assertThat(last).isIn("a after 3", "a after 4"));
    }

    @Test
    void aReadThatIsFullIsFollowedByTheNextAtOnce() throws Exception {
        script.shard(Shard.root("a"), "1", "2", "3");
        script.recordsHave(1 << 20);
        stream = stream(
                Positions.NONE,
                new StreamSettings(Duration.ofHours(1), Duration.ofHours(1), SHORT, Duration.ofSeconds(30)));
        stream.open();

        until(() -> read.size() == 3);

        assertThat(read).containsExactly("a 1", "a 2", "a 3");
    }

    @Test
    void troubleThatPassesIsWaitedOut() throws Exception {
        script.shard(Shard.root("a"), "1", "2");
        script.failReads(ReadFault.Kind.PASSING, ReadFault.Kind.PASSING);
        script.failListings(ReadFault.Kind.PASSING);
        stream.open();

        until(() -> read.size() == 2);

        assertThat(read).containsExactly("a 1", "a 2");
    }

    @Test
    void troubleThatDoesNotPassIsSomebodysBusiness() throws Exception {
        script.shard(Shard.root("a"), "1");
        stream = stream(Positions.NONE, new StreamSettings(SHORT, SHORT, SHORT, Duration.ZERO));
        ReadFault.Kind[] many = new ReadFault.Kind[1000];
        java.util.Arrays.fill(many, ReadFault.Kind.PASSING);
        script.failReads(many);
        stream.open();

        assertThatThrownBy(() -> until(() -> false)).isInstanceOf(ReadFault.class);
    }

    @Test
    void aShardThatIsGoneIsToldAndWhatDescendsFromItIsRead() throws Exception {
        script.shard(Shard.root("a"), "1");
        script.shard(Shard.child("b", "a"), "2");
        script.close("a");
        script.failReads(FOUR_TIMES_GONE);
        stream.open();
        for (int i = 0; i < 4; i++) {
            ShardLostException lost = lost();
            assertThat(lost).hasMessageContaining("a");
            stream.goOnWithout(lost);
        }

        until(() -> read.size() == 1);

        assertThat(read).containsExactly("b 2");
        assertThat(stream.positions().of(new ShardId("a"))).contains(Position.FINISHED);
    }

    @Test
    void aShardOfWhichTheOldestRecordsAreTrimmedIsReadOnWithThoseThatItHas() throws Exception {
        script.shard(Shard.root("a"), "1", "2");
        script.shard(Shard.child("b", "a"), "3");
        script.close("a");
        script.failReads(ReadFault.Kind.GONE);
        stream.open();
        stream.goOnWithout(lost());

        until(() -> read.size() == 3);

        assertThat(read).containsExactly("a 1", "a 2", "b 3");
    }

    @Test
    void aShardThatIsOpenIsNeverGivenUp() throws Exception {
        script.shard(Shard.root("a"));
        stream.open();
        until(() -> stream.isAtHead());
        script.failReads(FOUR_TIMES_GONE);
        for (int i = 0; i < 4; i++) {
            stream.goOnWithout(lost());
        }

        script.append("a", "7");
        until(() -> read.size() == 1);

        assertThat(read).containsExactly("a 7");
    }

    private ShardLostException lost() {
        return catchThrowableOfType(ShardLostException.class, () -> until(() -> false));
    }

    @Test
    void aListingGoesOnAtThePageThatFailed() throws Exception {
        for (int i = 0; i < 20; i++) {
            script.shard(Shard.root("s" + (10 + i)), "1");
        }
        // every other page is refused: a listing that began anew would never end
        ReadFault.Kind[] some = new ReadFault.Kind[5];
        java.util.Arrays.fill(some, ReadFault.Kind.PASSING);
        script.failListings(some);
        stream.open();

        until(() -> read.size() == 20);

        assertThat(read).hasSize(20);
    }

    @Test
    void whatIsRestoredGoesOnAfterItsLastRecord() throws Exception {
        script.shard(Shard.root("p"), "1", "2");
        script.shard(Shard.child("c", "p"), "3", "4");
        script.close("p");
        stream = stream(PositionsJson.read("{\"=p\":\"-\",\"=c\":\"3\"}"), SETTINGS);
        stream.open();

        until(() -> stream.isAtHead());

        assertThat(read).containsExactly("c 4");
        assertThat(script.iterators()).containsExactly("c after 3");
    }

    @Test
    void whatIsClosedTakesNothingMore() throws Exception {
        script.shard(Shard.root("a"), "1");
        stream.open();
        until(() -> stream.isAtHead());

        stream.close();
        script.append("a", "2");
        for (int i = 0; i < 20; i++) {
            take(Duration.ofMillis(2));
        }

        assertThat(read).containsExactly("a 1");
    }

    private TableStream stream(Positions positions, StreamSettings settings) {
        return new TableStream("table", "arn", positions, script, pool, settings);
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            take(Duration.ofMillis(100));
        }
    }

    private void take(Duration patience) throws InterruptedException {
        Optional<StreamEvent> event = pool.next(patience);
        if (event.isPresent() && event.get().stream() == stream) {
            try {
                stream.take(
                        event.get(),
                        (before, shard, record) ->
                                read.add(shard + " " + record.dynamodb().sequenceNumber()));
            } finally {
                pool.taken(event.get());
            }
        }
    }
}
