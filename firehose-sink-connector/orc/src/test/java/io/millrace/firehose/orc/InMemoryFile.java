package io.millrace.firehose.orc;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;

/** An ORC file in memory, read with ORC's own reader: a file system that has this one file. */
final class InMemoryFile extends FileSystem {

    private final byte[] bytes;

    InMemoryFile(byte[] bytes) {
        this.bytes = bytes;
        setConf(new Configuration(false));
    }

    Reader reader() throws IOException {
        return OrcFile.createReader(
                new Path("file.orc"),
                OrcFile.readerOptions(new Configuration(false))
                        .filesystem(this)
                        .maxLength(bytes.length)
                        .useUTCTimestamp(true)
                        .convertToProlepticGregorian(true));
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) {
        return new FSDataInputStream(new SeekableBytes(bytes));
    }

    @Override
    public FileStatus getFileStatus(Path path) {
        return new FileStatus(bytes.length, false, 1, bytes.length, 0, path);
    }

    @Override
    public URI getUri() {
        return URI.create("memory:///");
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean rename(Path from, Path to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(Path path, boolean recursive) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileStatus[] listStatus(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setWorkingDirectory(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getWorkingDirectory() {
        return new Path("/");
    }

    @Override
    public boolean mkdirs(Path path, FsPermission permission) {
        throw new UnsupportedOperationException();
    }

    private static final class SeekableBytes extends ByteArrayInputStream implements Seekable, PositionedReadable {

        SeekableBytes(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void seek(long position) {
            pos = Math.toIntExact(position);
        }

        @Override
        public long getPos() {
            return pos;
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }

        @Override
        public int read(long position, byte[] into, int from, int length) {
            int there = Math.min(length, count - Math.toIntExact(position));
            if (there <= 0) {
                return -1;
            }
            System.arraycopy(buf, Math.toIntExact(position), into, from, there);
            return there;
        }

        @Override
        public void readFully(long position, byte[] into, int from, int length) throws IOException {
            if (read(position, into, from, length) < length) {
                throw new EOFException();
            }
        }

        @Override
        public void readFully(long position, byte[] into) throws IOException {
            readFully(position, into, 0, into.length);
        }
    }
}
