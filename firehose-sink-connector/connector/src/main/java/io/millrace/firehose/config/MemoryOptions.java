package io.millrace.firehose.config;

import java.nio.file.Path;
import java.util.List;

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
                                        + " and prefixes. What is more goes to disk.")
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

    static MemorySettings read(Values values) {
        return new MemorySettings(
                values.mebibytes(BUDGET),
                Path.of(values.text(SPILL_DIRECTORY).orElseGet(() -> System.getProperty("java.io.tmpdir"))),
                values.mebibytes(SPILL_BUDGET),
                values.integer(UPLOAD_THREADS));
    }
}
