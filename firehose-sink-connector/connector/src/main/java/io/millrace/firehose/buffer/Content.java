package io.millrace.firehose.buffer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Bytes that were handed over, to be written once by any thread. */
public final class Content implements AutoCloseable {

    private final MemoryBudget budget;
    private final SpillFolder folder;
    private final @Nullable Path spilled;
    private final List<Staging.Chunk> chunks;
    private final long memory;
    private final AtomicBoolean closed = new AtomicBoolean();

    Content(MemoryBudget budget, SpillFolder folder, @Nullable Path spilled, List<Staging.Chunk> chunks, long memory) {
        this.budget = budget;
        this.folder = folder;
        this.spilled = spilled;
        this.chunks = chunks;
        this.memory = memory;
    }

    public void writeTo(OutputStream out) throws IOException {
        if (spilled != null) {
            Files.copy(spilled, out);
        }
        for (Staging.Chunk chunk : chunks) {
            out.write(chunk.bytes, 0, chunk.filled);
        }
    }

    /** Lets go of memory and disk. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            budget.release(memory);
            chunks.clear();
            if (spilled != null) {
                folder.delete(spilled);
            }
        }
    }
}
