package io.millrace.firehose.format.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compresses pages. Parquet's own codecs are Hadoop's. */
final class PageCodecs implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new PageCompressor(codec, page -> page);
            case SNAPPY -> new PageCompressor(codec, page -> BytesInput.from(Snappy.compress(page.toByteArray())));
            case GZIP -> new PageCompressor(codec, PageCodecs::gzip);
            default -> throw new IllegalArgumentException(codec.name());
        };
    }

    private static BytesInput gzip(BytesInput page) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            page.writeAllTo(out);
        }
        return BytesInput.from(compressed);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Files are only written");
    }

    @Override
    public void release() {}

    @FunctionalInterface
    private interface PageFunction {

        BytesInput apply(BytesInput page) throws IOException;
    }

    private record PageCompressor(CompressionCodecName getCodecName, PageFunction function)
            implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return function.apply(page);
        }

        @Override
        public void release() {}
    }
}
