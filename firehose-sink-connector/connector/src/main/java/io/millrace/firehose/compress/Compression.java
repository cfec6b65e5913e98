package io.millrace.firehose.compress;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyHadoopCompatibleOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/**
 * The compression of an object. The extensions and encodings are those that the service gives its objects, so both kinds of Snappy end in
 * {@code .snappy} although its guide says otherwise; ZSTD is ours. The same bytes in give the same bytes out: no clock goes in.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html">CompressionFormat</a>
 */
public enum Compression {
    UNCOMPRESSED("", null) {
        @Override
        public OutputStream wrap(OutputStream out, String name) {
            return out;
        }
    },
    GZIP(".gz", "gzip") {
        @Override
        public OutputStream wrap(OutputStream out, String name) throws IOException {
            return new GZIPOutputStream(out, BUFFER_BYTES);
        }
    },
    /** An archive with one entry. */
    ZIP(".zip", "zip") {
        @Override
        public OutputStream wrap(OutputStream out, String name) throws IOException {
            return SingleEntryZip.open(out, name);
        }
    },
    /** The stream of snappy-java, not the official framing. */
    SNAPPY(".snappy", "snappy-java") {
        @Override
        public OutputStream wrap(OutputStream out, String name) {
            return new SnappyOutputStream(out);
        }
    },
    /** The blocks of Hadoop's SnappyCodec. */
    HADOOP_SNAPPY(".snappy", "hadoop-snappy") {
        @Override
        public OutputStream wrap(OutputStream out, String name) {
            return new SnappyHadoopCompatibleOutputStream(out);
        }
    },
    ZSTD(".zst", "zstd") {
        @Override
        public OutputStream wrap(OutputStream out, String name) throws IOException {
            return new ZstdOutputStream(out, RecyclingBufferPool.INSTANCE);
        }
    };

    private static final int BUFFER_BYTES = 8 * 1024;

    private final String extension;
    private final Optional<String> contentEncoding;

    Compression(String extension, @Nullable String contentEncoding) {
        this.extension = extension;
        this.contentEncoding = Optional.ofNullable(contentEncoding);
    }

    /** With its dot; empty if the compression adds none. */
    public String extension() {
        return extension;
    }

    public Optional<String> contentEncoding() {
        return contentEncoding;
    }

    /**
     * The compressed bytes go to {@code out}; all of them are there when the stream that this returns is closed, which closes {@code out}.
     *
     * @param name what an archive calls the data
     */
    public abstract OutputStream wrap(OutputStream out, String name) throws IOException;
}
