package io.millrace.firehose.format.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.xerial.snappy.Snappy;

/** A Parquet file in memory, read with Parquet's own reader. */
public record InMemoryFile(byte[] bytes) implements InputFile {

    static List<Group> read(ByteArrayOutputStream file) throws IOException {
        return new InMemoryFile(file.toByteArray()).read();
    }

    public List<Group> read() throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = new GroupReaderBuilder(this, new PlainParquetConfiguration()).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        SeekableBytes in = new SeekableBytes(bytes);
        return new DelegatingSeekableInputStream(in) {
            @Override
            public long getPos() {
                return in.position();
            }

            @Override
            public void seek(long position) {
                in.seek((int) position);
            }
        };
    }

    private static final class SeekableBytes extends ByteArrayInputStream {

        SeekableBytes(byte[] bytes) {
            super(bytes);
        }

        int position() {
            return pos;
        }

        void seek(int position) {
            pos = position;
        }
    }

    private static final class GroupReaderBuilder extends ParquetReader.Builder<Group> {

        GroupReaderBuilder(InputFile file, ParquetConfiguration configuration) {
            super(file, configuration);
            withCodecFactory(new Decompressors());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    private static final class Decompressors implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput page, int size) throws IOException {
                    byte[] compressed = page.toByteArray();
                    return BytesInput.from(
                            switch (codec) {
                                case SNAPPY -> Snappy.uncompress(compressed);
                                case GZIP -> gunzip(compressed);
                                default -> compressed;
                            });
                }

                @Override
                public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) throws IOException {
                    out.put(decompress(BytesInput.from(in), outSize).toByteArray());
                }

                @Override
                public void release() {}
            };
        }

        private static byte[] gunzip(byte[] compressed) throws IOException {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
                return in.readAllBytes();
            }
        }

        @Override
        public void release() {}
    }
}
