package io.millrace.conformance.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The drill in its short form; {@code make drill} runs it for longer. */
class DrillIT {

    private static final long SECONDS = Long.getLong("millrace.drill.seconds", 30);
    private static final long SEED = Long.getLong("millrace.drill.seed", System.nanoTime());

    @Test
    void nothingIsLostOrReorderedWhileShardsSplitAndMergeAndServersAreTakenAway() throws IOException {
        Path folder = Files.createDirectories(
                Path.of("target", "drill", Long.toString(SEED)).toAbsolutePath());

        DrillReport report = new Drill(folder, SEED, Duration.ofSeconds(SECONDS)).run();

        Files.writeString(folder.resolve("report.md"), report.toMarkdown());
        System.out.println(report.toMarkdown());
        assertThat(report.missing()).as("missing, seed %d", SEED).isEmpty();
        assertThat(report.outOfOrder()).as("out of order, seed %d", SEED).isEmpty();
        assertThat(report.lostStrays()).as("lost strays, seed %d", SEED).isEmpty();
        assertThat(report.doubledStrays())
                .as("strays carried on twice, seed %d", SEED)
                .isEmpty();
        assertThat(report.strays()).isGreaterThan(20);
        assertThat(report.readFaults()).as("seed %d", SEED).isEmpty();
        assertThat(report.stuck())
                .as("the stream is stuck in UPDATING, seed %d", SEED)
                .isFalse();
        assertThat(report.acknowledged()).isGreaterThan(100);
        assertThat(report.reshards()).isNotEmpty();
    }
}
