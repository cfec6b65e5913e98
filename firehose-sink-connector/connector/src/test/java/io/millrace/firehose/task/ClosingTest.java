package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.simulation.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done when partitions are taken away. */
final class ClosingTest {

    private static final int NEVER_FULL = 1 << 30;

    @TempDir
    private Path spill;

    private final List<String> asked = new ArrayList<>();
    private final InMemoryStore store = new InMemoryStore() {
        @Override
        public void abortUpload(ObjectName name, String uploadId) {
            asked.add("abort");
            super.abortUpload(name, uploadId);
        }
    };

    @Test
    void unitsAreSettledBeforeUploadsThatNobodyWantsAreAborted() throws IOException, InterruptedException {
        Rig rig = new Rig(store, spill, Rig.FILES, 3, NEVER_FULL, 1L << 30);
        rig.read(1, 10);
        rig.pass(Duration.ofHours(1));
        rig.rest();
        rig.read(9, 1 << 20);
        rig.rest();
        store.onPut((name, bytes) -> asked.add("settle"));

        rig.close();

        assertThat(asked).containsExactly("settle", "settle", "settle", "abort", "abort", "abort");
        assertThat(store.uploads()).isEmpty();
    }
}
