package io.millrace.firehose.format.parquet;

import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How a Parquet file is laid out.
 *
 * @param blockBytes a row group's size; it is in memory until it is written, so it may be less than the 64 MiB that the service wants
 * @param pageBytes the smallest unit that must be read whole; the service wants 64 KiB or more
 * @param maxPaddingBytes the service's MaxPaddingBytes; objects in S3 have no blocks to be aligned with, so it does nothing there either
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_ParquetSerDe.html">ParquetSerDe</a>
 */
public record ParquetOptions(
        long blockBytes, int pageBytes, Codec codec, boolean dictionary, int maxPaddingBytes, Version version) {

    /** The service's defaults. */
    public static final ParquetOptions DEFAULT =
            new ParquetOptions(256L << 20, 1 << 20, Codec.SNAPPY, false, 0, Version.V1);

    public ParquetOptions {
        if (blockBytes <= 0 || pageBytes <= 0) {
            throw new IllegalArgumentException("blocks of " + blockBytes + " bytes, pages of " + pageBytes);
        }
        if (maxPaddingBytes < 0) {
            throw new IllegalArgumentException("MaxPaddingBytes is 0 or more, not " + maxPaddingBytes);
        }
    }

    /** The compression of pages. */
    public enum Codec {
        UNCOMPRESSED(CompressionCodecName.UNCOMPRESSED),
        GZIP(CompressionCodecName.GZIP),
        SNAPPY(CompressionCodecName.SNAPPY);

        private final CompressionCodecName parquetName;

        Codec(CompressionCodecName parquetName) {
            this.parquetName = parquetName;
        }

        CompressionCodecName parquetName() {
            return parquetName;
        }
    }

    /** The version of pages and encodings. */
    public enum Version {
        V1(WriterVersion.PARQUET_1_0),
        V2(WriterVersion.PARQUET_2_0);

        private final WriterVersion parquetName;

        Version(WriterVersion parquetName) {
            this.parquetName = parquetName;
        }

        WriterVersion parquetName() {
            return parquetName;
        }
    }
}
