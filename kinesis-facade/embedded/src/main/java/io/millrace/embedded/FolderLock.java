package io.millrace.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Holds a folder for one process. The file says which. */
final class FolderLock implements AutoCloseable {

    private static final String FILE = "millrace.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder if it is not there. */
    static FolderLock of(Path folder) {
        FolderLock lock = new FolderLock(open(folder));
        try {
            lock.take(folder);
            return lock;
        } catch (EmbeddedServerException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel open(Path folder) {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(
                    folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "The data folder " + folder + " cannot be written (" + e + "): choose another, or mend its rights.",
                    e);
        }
    }

    private void take(Path folder) {
        try {
            if (tryLock() == null) {
                throw new EmbeddedServerException("The data folder " + folder + " is in use by process " + holder()
                        + ": stop that one, or choose another folder.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new EmbeddedServerException("The data folder " + folder + " cannot be locked: " + e, e);
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            // Far behind the text, so that others can read who holds the lock where locks are mandatory.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private String holder() throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock goes with the process at the latest.
        }
    }
}
