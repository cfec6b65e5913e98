package io.millrace.firehose.config;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Type;

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
                new Option(
                                BUDGET,
                                Type.INT,
                                "Memory (MiB)",
                                "What all buffers of a task together may hold in memory, whatever the number of partitions"
                                        + " and prefixes. What is more goes to disk.")
                        .defaultsTo(128)
                        .atLeast(16),
                new Option(
                                SPILL_DIRECTORY,
                                Type.STRING,
                                "Spill directory",
                                "Where buffers go that memory has no room for.")
                        .defaultsToWhat("the JVM's `java.io.tmpdir`")
                        .valid(new Parsed("a path", "write a path", Path::of))
                        .low(),
                new Option(
                                SPILL_BUDGET,
                                Type.INT,
                                "Spill (MiB)",
                                "What a task may use of the disk; when it is used up, partitions are paused and delivered"
                                        + " early. 0: never to disk.")
                        .defaultsTo(1024)
                        .atLeast(0)
                        .low(),
                new Option(UPLOAD_THREADS, Type.INT, "Upload threads", "How many uploads of a task run at a time.")
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
