package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.delivery.simulation.InMemoryStore;
import io.millrace.firehose.metrics.Figure;
import io.millrace.firehose.metrics.Figures;
import io.millrace.firehose.metrics.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted is what became visible. */
final class TaskFiguresTest {

    private final InMemoryStore store = new InMemoryStore();
    private final AtomicBoolean refuses = new AtomicBoolean();

    @TempDir
    private Path spill;

    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        FatefulStore.Fate fate = new FatefulStore.Fate() {
            @Override
            public void before() {
                if (refuses.get()) {
                    throw new IllegalStateException("403");
                }
            }

            @Override
            public void after() {}
        };
        rig = new Rig(new FatefulStore(store, fate), spill, Rig.FILES, 1, 100, 1 << 20);
    }

    private double figure(String name) {
        return Figures.of(rig.metrics, Target.S3, false, () -> 0, () -> 0).stream()
                .filter(figure -> figure.name().equals(name))
                .map(Figure::value)
                .findFirst()
                .orElseThrow()
                .get()
                .doubleValue();
    }

    @Test
    void recordsCountWhenTheyAreVisibleAndNotBefore() {
        rig.read(10, 10);
        assertThat(figure("DataReadFromSource.Records")).isEqualTo(10);
        assertThat(figure("DeliveryToS3.Records")).isZero();

        rig.rest();

        assertThat(figure("DeliveryToS3.Records")).isEqualTo(10);
        assertThat(figure("DeliveryToS3.Bytes")).isEqualTo(100);
        assertThat(figure("DeliveryToS3.ObjectCount")).isEqualTo(1);
    }

    @Test
    void theOldestRecordThatIsNotDeliveredSaysHowFreshDataIs() {
        rig.read(5, 10);
        rig.pass(Duration.ofSeconds(40));
        rig.read(5, 10);
        assertThat(figure("DeliveryToS3.DataFreshness")).isEqualTo(40);

        rig.rest();

        assertThat(figure("DeliveryToS3.DataFreshness")).isZero();
    }

    @Test
    void dataGrowsOlderWhileTheStoreRefusesIt() {
        refuses.set(true);
        rig.read(10, 10);
        rig.rest();
        rig.pass(Duration.ofMinutes(2));
        rig.rest();
        assertThat(figure("DeliveryToS3.DataFreshness")).isEqualTo(120);
        assertThat(figure("DeliveryToS3.Records")).isZero();

        refuses.set(false);
        rig.pass(Duration.ofSeconds(1));
        rig.rest();
        rig.read(10, 10);
        rig.rest();

        assertThat(figure("DeliveryToS3.DataFreshness")).isZero();
        assertThat(figure("DeliveryToS3.Records")).isEqualTo(10);
        assertThat(figure("DataReadFromSource.Records")).isEqualTo(20);
    }

    @Test
    void whatAnotherTaskHasDeliveredIsNotCounted() throws IOException {
        Rig other = new Rig(store, spill, Rig.FILES, 1, 100, 1 << 20);
        other.read(10, 10);
        other.rest();

        rig.read(10, 10);
        rig.rest();

        assertThat(figure("FencedCommits")).isEqualTo(1);
        assertThat(figure("DeliveryToS3.Records")).isZero();
        assertThat(figure("DeliveryToS3.DataFreshness")).isZero();
    }
}
