package io.millrace.firehose.buffer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes of one file that were not handed over yet. Small files take little; what is spilled takes nothing. For one thread. */
public final class Staging extends OutputStream {

    private static final int FIRST_CHUNK = 1 << 10;
    private static final int LARGEST_CHUNK = 64 << 10;

    private final MemoryBudget budget;
    private final SpillFolder folder;
    private List<Chunk> chunks = new ArrayList<>();
    private @Nullable Chunk last;
    private @Nullable Path spilled;
    private long size;
    private long memory;

    public Staging(MemoryBudget budget, SpillFolder folder) {
        this.budget = budget;
        this.folder = folder;
    }

    /** Bytes in an array, from its begin. */
    static final class Chunk {
        final byte[] bytes;
        int filled;

        Chunk(int capacity) {
            bytes = new byte[capacity];
        }
    }

    /** In memory and on disk. */
    public long size() {
        return size;
    }

    /** What the arrays take, filled or not. */
    public long memory() {
        return memory;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        int at = from;
        int left = length;
        while (left > 0) {
            Chunk chunk = room();
            int part = Math.min(left, chunk.bytes.length - chunk.filled);
            System.arraycopy(bytes, at, chunk.bytes, chunk.filled, part);
            chunk.filled += part;
            at += part;
            left -= part;
        }
        size += length;
    }

    private Chunk room() {
        if (last == null || last.filled == last.bytes.length) {
            int capacity = last == null ? FIRST_CHUNK : Math.min(LARGEST_CHUNK, last.bytes.length * 2);
            last = new Chunk(capacity);
            chunks.add(last);
            memory += capacity;
            budget.add(capacity);
        }
        return last;
    }

    /** Moves what is in memory to disk. Without room there nothing changes. */
    public boolean spill() {
        if (memory == 0) {
            return true;
        }
        try {
            Path file = folder.append(spilled, chunks, filled());
            if (file == null) {
                return false;
            }
            spilled = file;
        } catch (IOException e) {
            folder.failed(e);
            return false;
        }
        budget.release(memory);
        clear();
        return true;
    }

    private long filled() {
        return chunks.stream().mapToLong(chunk -> chunk.filled).sum();
    }

    private void clear() {
        chunks = new ArrayList<>();
        last = null;
        memory = 0;
    }

    /** Hands over all bytes, and goes on empty. Their memory counts until the content is closed. */
    public Content take() {
        Content content = new Content(budget, folder, spilled, chunks, memory);
        spilled = null;
        size = 0;
        clear();
        return content;
    }

    /** Throws the bytes away. */
    public void discard() {
        take().close();
    }
}
