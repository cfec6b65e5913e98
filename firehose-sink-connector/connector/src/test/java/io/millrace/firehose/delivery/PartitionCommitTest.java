package io.millrace.firehose.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.delivery.PartitionCommit.Place;
import io.millrace.firehose.delivery.simulation.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PartitionCommitTest {

    private static final ObjectName HEAD = new ObjectName("bucket", "heads/topic/0");

    private final InMemoryStore store = new InMemoryStore();
    private final PartitionCommit ours = opened("ours", MissingObjects.STOP);

    @Test
    void withoutAHeadTheConsumerGroupsOffsetCounts() {
        assertThat(ours.next()).isEmpty();
    }

    @Test
    void aUnitIsVisibleOnceItIsShownAndTheNextBeginsWhereItEnded() {
        PendingFile file = upload("file");

        ours.commit(new DeliveryUnit(3, 7, List.of(file)));

        assertThat(ours.step()).isInstanceOf(Progress.Committed.class);
        assertThat(store.look(file.name()).there()).isFalse();
        assertThat(ours.isReady()).isFalse();
        assertThat(ours.step()).isInstanceOf(Progress.Moved.class);
        assertThat(store.look(file.name()).there()).isTrue();
        assertThat(ours.next()).hasValue(7);
    }

    @Test
    void nothingIsCommittedBeforeTheLastUnitIsShown() {
        ours.commit(new DeliveryUnit(0, 1, List.of(upload("file"))));
        ours.step();

        assertThatThrownBy(() -> ours.commit(DeliveryUnit.empty(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aUnitThatBeginsElsewhereIsRefused() {
        run(ours, new DeliveryUnit(0, 5, List.of()));

        assertThatThrownBy(() -> ours.commit(new DeliveryUnit(6, 7, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not begin at 5");
    }

    @Test
    void openingShowsWhatAnotherHasCommitted() {
        PendingFile file = upload("file");
        ours.commit(new DeliveryUnit(0, 5, List.of(file)));
        ours.step();

        PartitionCommit theirs = opened("theirs", MissingObjects.STOP);

        assertThat(store.look(file.name()).there()).isTrue();
        assertThat(theirs.next()).hasValue(5);
    }

    @Test
    void whoIsFencedShowsTheWinnersUnitAndGoesOnBehindIt() {
        PendingFile winners = upload("winners");
        PendingFile losers = upload("losers");
        PartitionCommit theirs = opened("theirs", MissingObjects.STOP);
        theirs.commit(new DeliveryUnit(0, 5, List.of(winners)));
        theirs.step();

        List<Progress> progress = run(ours, new DeliveryUnit(0, 3, List.of(losers)));

        assertThat(progress).hasAtLeastOneElementOfType(Progress.Fenced.class);
        assertThat(store.look(winners.name()).there()).isTrue();
        assertThat(store.look(losers.name()).there()).isFalse();
        assertThat(ours.next()).hasValue(5);
    }

    @Test
    void anEmptyUnitSettlesTheOneBefore() {
        run(ours, new DeliveryUnit(0, 5, List.of(upload("file"))));
        run(ours, DeliveryUnit.empty(5));
        store.take(new ObjectName("bucket", "file"));
        store.pass(Duration.ofDays(30));

        assertThat(opened("theirs", MissingObjects.STOP).next()).hasValue(5);
    }

    @Test
    void offsetsThatAreResetFenceWhoIsUnderWay() {
        run(ours, new DeliveryUnit(0, 5, List.of()));
        PartitionCommit reset = opened("reset", MissingObjects.STOP);
        reset.moveTo(2);
        finish(reset);

        assertThat(run(ours, new DeliveryUnit(5, 6, List.of()))).hasAtLeastOneElementOfType(Progress.Fenced.class);
        assertThat(ours.next()).hasValue(2);
    }

    @Test
    void anObjectThatWasTakenAwayIsNoReasonToStop() {
        run(ours, new DeliveryUnit(0, 5, List.of(upload("file"))));
        store.take(new ObjectName("bucket", "file"));
        store.pass(Duration.ofHours(22));

        assertThatCode(() -> opened("theirs", MissingObjects.STOP)).doesNotThrowAnyException();
    }

    @Test
    void anOldUploadThatIsGoneStopsAndSaysWhatMayBeMissing() {
        PendingFile file = upload("file");
        ours.commit(new DeliveryUnit(3, 5, List.of(file)));
        ours.step();
        store.pass(Duration.ofDays(2));

        assertThatThrownBy(() -> opened("theirs", MissingObjects.STOP))
                .isInstanceOf(HeadException.class)
                .hasMessageContaining("1 records of topic-0")
                .hasMessageContaining("offsets 3 to 4")
                .hasMessageContaining("delivery.missing.objects=accept");
        assertThat(opened("theirs", MissingObjects.ACCEPT).next()).hasValue(5);
    }

    @Test
    void anOldUploadThatIsStillThereIsShown() {
        store.pass(Duration.ofDays(2));
        run(ours, new DeliveryUnit(0, 5, List.of(upload("file"))));
        store.pass(Duration.ofDays(30));

        assertThat(opened("theirs", MissingObjects.STOP).next()).hasValue(5);
    }

    @Test
    void aHeadThatWasDeletedMeanwhileStops() {
        run(ours, new DeliveryUnit(0, 5, List.of()));
        store.take(HEAD);

        assertThatThrownBy(() -> run(ours, new DeliveryUnit(5, 6, List.of())))
                .isInstanceOf(HeadException.class)
                .hasMessageContaining("was there and is gone");
    }

    @Test
    void aHeadOfAnotherPartitionIsRefused() {
        run(ours, new DeliveryUnit(0, 5, List.of()));
        PartitionCommit other =
                new PartitionCommit(store, new Place(HEAD, "topic", 1, "other"), () -> "x", MissingObjects.STOP);

        assertThatThrownBy(other::step).isInstanceOf(HeadException.class).hasMessageContaining("not of topic-1");
    }

    private PartitionCommit opened(String writer, MissingObjects missing) {
        PartitionCommit commit = new PartitionCommit(
                store,
                new Place(HEAD, "topic", 0, writer),
                () -> UUID.randomUUID().toString(),
                missing);
        finish(commit);
        return commit;
    }

    private static List<Progress> run(PartitionCommit commit, DeliveryUnit unit) {
        commit.commit(unit);
        return finish(commit);
    }

    private static List<Progress> finish(PartitionCommit commit) {
        List<Progress> progress = new ArrayList<>();
        while (!commit.isReady()) {
            progress.add(commit.step());
        }
        return progress;
    }

    private PendingFile upload(String key) {
        ObjectName name = new ObjectName("bucket", key);
        ObjectStore.Upload upload = store.createUpload(name, Optional.empty());
        String tag = store.uploadPart(name, upload.id(), 1, key.getBytes(UTF_8));
        return new PendingFile(name, upload.id(), upload.begun(), List.of(new Part(1, tag)), key.length(), 1);
    }
}
