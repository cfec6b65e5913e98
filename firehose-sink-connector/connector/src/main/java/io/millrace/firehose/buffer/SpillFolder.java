package io.millrace.firehose.buffer;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's folder for what its budget has no memory for. A lock says that its task lives; the folders of tasks that were killed are removed by the
 * next that starts.
 */
public final class SpillFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpillFolder.class);
    private static final String PREFIX = "millrace-spill-";

    /** Of the folders of this process: its number alone may be another's later, or another container's now. */
    private static final String OURS = PREFIX + ProcessHandle.current().pid() + "-"
            + ManagementFactory.getRuntimeMXBean().getStartTime() + "-";

    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private long files;
    private boolean complained;

    /**
     * @param parent where the folder is made
     * @param limit in bytes; 0 keeps everything in memory
     */
    public SpillFolder(Path parent, long limit) throws IOException {
        this.limit = limit;
        Files.createDirectories(parent);
        removeAbandoned(parent);
        this.folder = Files.createDirectory(parent.resolve(OURS + UUID.randomUUID()));
        this.lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
    }

    private static void removeAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path old : folders) {
                if (!old.getFileName().toString().startsWith(OURS) && isAbandoned(old)) {
                    remove(old);
                }
            }
        }
    }

    /** Never asked of this process's own: to close a file that it has locked lets go of the lock (POSIX). */
    private static boolean isAbandoned(Path old) {
        try (FileChannel channel = FileChannel.open(old.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (IOException | OverlappingFileLockException e) {
            // of another user, just being made or removed
            return false;
        }
    }

    /** The file with the chunks at its end, or nothing if there is no room. Called by the task's thread. */
    @Nullable
    Path append(@Nullable Path to, List<Staging.Chunk> chunks, long bytes) throws IOException {
        if (used.get() + bytes > limit) {
            return null;
        }
        Path file = to == null ? folder.resolve(Long.toString(files++)) : to;
        long before = to == null ? 0 : Files.size(file);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (Staging.Chunk chunk : chunks) {
                out.write(chunk.bytes, 0, chunk.filled);
            }
        } catch (IOException e) {
            cutBack(file, before);
            throw e;
        }
        used.addAndGet(bytes);
        return file;
    }

    /** A disk that became full may have taken half of it. */
    private static void cutBack(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    void failed(IOException e) {
        if (!complained) {
            complained = true;
            LOG.warn("Cannot spill to {}: buffers stay in memory, and roll when they are full", folder, e);
        }
    }

    void delete(Path file) {
        try {
            long size = Files.size(file);
            Files.delete(file);
            used.addAndGet(-size);
        } catch (IOException e) {
            LOG.warn("Cannot delete {}", file, e);
        }
    }

    /** On disk now. */
    public long used() {
        return used.get();
    }

    @Override
    public void close() throws IOException {
        remove(folder);
        lock.close();
    }

    /** The lock goes last, so that what was left half is found again. */
    private static void remove(Path old) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(old)) {
            for (Path file : files) {
                if (!file.endsWith(LOCK)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        Files.deleteIfExists(old.resolve(LOCK));
        Files.deleteIfExists(old);
    }
}
