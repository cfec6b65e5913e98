package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.delivery.simulation.InMemoryStore;
import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Destination;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.transform.Batcher;
import io.millrace.firehose.transform.Limits;
import io.millrace.firehose.transform.PartitionTransforms;
import io.millrace.firehose.transform.TableRoute;
import io.millrace.firehose.transform.Transformed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units end when they are full, or when others need their memory, though their interval is not over. */
final class RollingTest {

    private static final int NEVER_FULL = 1 << 30;

    @TempDir
    private Path spill;

    private final InMemoryStore store = new InMemoryStore();

    @Test
    void aFullUnitThatHadToWaitForOthersEndsWhenTheyAreDelivered() throws IOException {
        Rig rig = new Rig(store, spill, Rig.FILES, 1, 20, 1 << 20);
        rig.read(6, 10);
        assertThat(rig.isStanding()).isTrue();

        rig.rest();

        assertThat(rig.delivered()).isEqualTo(6);
    }

    @Test
    void manySmallUnitsEndUntilThereIsMemoryToReadOn() throws IOException {
        Rig rig = new Rig(store, spill, Rig.FILES, 64, NEVER_FULL, 440_000);
        neverStands(rig, 500);
    }

    @Test
    void recordsOfRequestsEndAUnitWhenMemoryIsUsedUp() throws IOException {
        DeliveryPlan.Target requests = new DeliveryPlan.Target.Requests(new Taking());
        Rig rig = new Rig(store, spill, requests, 4, NEVER_FULL, 10_000);
        neverStands(rig, 100);
    }

    @Test
    void whatUploadsHoldOfFilesThatGoOnEndsAUnitToo() throws IOException {
        Rig rig = new Rig(store, spill, Rig.FILES, 6, NEVER_FULL, 16 << 20);
        for (int partition = 0; partition < 6; partition++) {
            rig.readOne(partition, 8, 1 << 20);
            rig.rest();
            assertThat(rig.isStanding()).as("partition %d", partition).isFalse();
        }
    }

    @Test
    void batchesThatWaitForMoreAreSentWhenMemoryIsUsedUp() throws IOException {
        Rig rig = new Rig(store, spill, Rig.FILES, RollingTest::patientTransforms, 64, NEVER_FULL, 440_000);
        neverStands(rig, 500);
    }

    /** Whose batches wait for a minute, and are answered at once. */
    private static Optional<PartitionTransforms> patientTransforms() {
        return Optional.of(new PartitionTransforms(
                new Batcher(new Limits(1 << 20, Duration.ofMinutes(1)), 100),
                batch -> CompletableFuture.completedFuture(batch.stream()
                        .<Transformed>map(record -> new Transformed.Ok(record, TableRoute.NONE))
                        .toList()),
                5));
    }

    @Test
    void partitionsThatAreAssignedWhileTheTaskSleepsWaitASecondAtMost() throws IOException {
        Rig rig = new Rig(store, spill, Rig.FILES, 1, NEVER_FULL, 1 << 20);

        assertThat(rig.sleepBeforeAll).isLessThanOrEqualTo(1000);
        assertThat(rig.sleep()).isLessThanOrEqualTo(1000);
    }

    private static void neverStands(Rig rig, int size) {
        for (int round = 0; round < 60; round++) {
            rig.read(1, size);
            rig.rest();
            assertThat(rig.isStanding())
                    .as("nothing is read after %d rounds", round)
                    .isFalse();
        }
        assertThat(rig.delivered()).isPositive();
    }

    /** Takes whatever it is sent. */
    private static final class Taking implements Destination {
        @Override
        public CompletableFuture<List<FailedRecord>> deliver(Batch batch) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public int maxRecords() {
            return 500;
        }

        @Override
        public long maxBytes() {
            return 1 << 20;
        }

        @Override
        public void close() {}
    }
}
