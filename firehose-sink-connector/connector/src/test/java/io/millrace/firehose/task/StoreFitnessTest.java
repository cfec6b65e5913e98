package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.simulation.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task does whose bucket is missing, or is not what it needs. */
final class StoreFitnessTest {

    @TempDir
    private Path spill;

    @Test
    void aBucketThatIsMadeAfterTheTaskBeganTakesAllThatWasReadMeanwhile() throws IOException {
        var store = new Missing();
        Rig rig = new Rig(store, spill, Rig.FILES, 2, 1 << 20, 1 << 20);
        rig.pass(Duration.ofHours(1));
        rig.rest();
        assertThat(rig.isStanding()).isTrue();
        assertThat(rig.sleep()).isLessThanOrEqualTo(1000);

        store.missing = false;
        rig.pass(Duration.ofMinutes(1));
        rig.rest();
        rig.read(3, 10);
        rig.pass(Duration.ofHours(1));
        rig.rest();

        assertThat(rig.delivered()).isEqualTo(6);
    }

    @Test
    void aBucketThatStaysMissingFailsTheTaskWhenRefusalsHaveLastedTooLong() throws IOException {
        Rig rig = new Rig(new Missing(), spill, Rig.FILES, 1, 1 << 20, 1 << 20);

        rig.pass(Duration.ofDays(2));

        assertThatThrownBy(rig::rest)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("bucket was refused since")
                .hasMessageContaining("Nothing is lost")
                .hasMessageContaining("NoSuchBucket");
    }

    @Test
    void aStoreWithoutConditionalWritesFailsTheTaskAtOnce() {
        var careless = new InMemoryStore() {
            @Override
            public Optional<String> create(ObjectName name, byte[] bytes) {
                return Optional.of("tag");
            }
        };

        assertThatThrownBy(() -> new Rig(careless, spill, Rig.FILES, 1, 1 << 20, 1 << 20))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("does not honour conditional writes");
    }

    /** As S3 answers of a bucket that is not there. */
    private static final class Missing extends InMemoryStore {

        private boolean missing = true;

        @Override
        public Optional<String> create(ObjectName name, byte[] bytes) {
            if (missing) {
                throw new IllegalStateException("NoSuchBucket");
            }
            return super.create(name, bytes);
        }
    }
}
