package io.millrace.firehose.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task may use of its machine. */
final class MemoryOptions implements OptionGroup {

    static final String BUDGET = "memory.budget.mib";
    static final String SPILL_DIRECTORY = "spill.directory";
    static final String SPILL_BUDGET = "spill.budget.mib";
    static final String UPLOAD_THREADS = "upload.threads";

    @Override
    public String name() {
        return "Memory";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.whole(
                                BUDGET,
                                "Memory (MiB)",
                                "What all buffers of a task together may hold in memory, whatever the number of partitions"
                                        + " and prefixes, three quarters of the worker's heap at most. What is more goes to disk.")
                        .defaultsTo(128)
                        .atLeast(16),
                Option.text(SPILL_DIRECTORY, "Spill directory", "Where buffers go that memory has no room for.")
                        .defaultsToWhat("the JVM's `java.io.tmpdir`")
                        .valid(new Parsed("a path", "write a path", Path::of))
                        .low(),
                Option.whole(
                                SPILL_BUDGET,
                                "Spill (MiB)",
                                "What a task may use of the disk; when it is used up, partitions are paused and delivered"
                                        + " early. 0: never to disk.")
                        .defaultsTo(1024)
                        .atLeast(0)
                        .low(),
                Option.whole(UPLOAD_THREADS, "Upload threads", "How many uploads of a task run at a time.")
                        .defaultsTo(4)
                        .within(1, 64)
                        .low());
    }

    @Override
    public void check(Values values) {
        int heap = (int) Math.min(Runtime.getRuntime().maxMemory() >> 20, Integer.MAX_VALUE);
        int most = heap / 4 * 3;
        if (values.isGiven(BUDGET) && values.integer(BUDGET) > most) {
            values.fault(
                    BUDGET,
                    "the worker's heap has " + heap + " MiB, and needs some itself: write " + most
                            + " at most, or give it more (-Xmx)");
        }
        values.text(SPILL_DIRECTORY).map(Path::of).ifPresent(folder -> checkFolder(folder, values));
    }

    /** What is not there yet is made when a task starts, which this worker may not be the one to run. */
    private static void checkFolder(Path folder, Values values) {
        for (@Nullable Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                if (!Files.isDirectory(at)) {
                    values.fault(SPILL_DIRECTORY, at + " is no folder: write one that the worker may write to");
                }
                return;
            }
        }
    }

    static MemorySettings read(Values values) {
        return new MemorySettings(
                values.mebibytes(BUDGET),
                Path.of(values.text(SPILL_DIRECTORY).orElseGet(() -> System.getProperty("java.io.tmpdir"))),
                values.mebibytes(SPILL_BUDGET),
                values.integer(UPLOAD_THREADS));
    }
}
