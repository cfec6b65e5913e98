package io.millrace.firehose.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of tasks that live are left alone, by this process and by others; those that were left behind are removed. */
final class SpillFolderTest {

    @TempDir
    private Path parent;

    /** The main of a process that has a folder, and is killed if it is told to. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws IOException {
            SpillFolder folder = new SpillFolder(Path.of(args[0]), 100);
            spill(folder);
            if (args[1].equals("killed")) {
                Runtime.getRuntime().halt(0);
            }
            folder.close();
        }
    }

    private static Path spill(SpillFolder folder) throws IOException {
        Staging.Chunk chunk = new Staging.Chunk(10);
        chunk.filled = 10;
        Path file = folder.append(null, List.of(chunk), 10);
        if (file == null) {
            throw new AssertionError("no room");
        }
        return file;
    }

    private void otherProcess(String ends) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        parent.toString(),
                        ends)
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private long files() {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLivingTasksFolderIsLeftAloneThoughAnotherTaskOfItsProcessHasLooked() throws Exception {
        try (SpillFolder first = new SpillFolder(parent, 100);
                SpillFolder second = new SpillFolder(parent, 100)) {
            Path file = spill(first);
            spill(second);

            otherProcess("by itself");

            assertThat(file).exists();
            assertThat(files()).isEqualTo(2);
        }
        assertThat(files()).isZero();
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        otherProcess("killed");
        assertThat(files()).isEqualTo(1);

        new SpillFolder(parent, 100).close();

        assertThat(parent).isEmptyDirectory();
    }
}
