package io.millrace.firehose.format.orc;

import java.util.List;

/**
 * How an ORC file is laid out.
 *
 * @param stripeBytes a stripe's size; it is in memory until it is written
 * @param blockBytes the size of the blocks that stripes are padded to
 * @param rowIndexStride rows between entries of the index
 * @param padding whether stripes are padded to blocks
 * @param paddingTolerance the most that may be padding, of a stripe
 * @param bloomFilterColumns of the table's columns, those that have Bloom filters
 * @param dictionaryKeyThreshold a column of strings has a dictionary if its distinct values are at most so much of all
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_OrcSerDe.html">OrcSerDe</a>
 */
public record OrcOptions(
        long stripeBytes,
        long blockBytes,
        int rowIndexStride,
        boolean padding,
        double paddingTolerance,
        Compression compression,
        List<String> bloomFilterColumns,
        double bloomFilterFalsePositiveProbability,
        double dictionaryKeyThreshold,
        Version version) {

    /** The service's defaults; where it has told none, ORC's. */
    public static final OrcOptions DEFAULT = new OrcOptions(
            64L << 20, 256L << 20, 10_000, false, 0.05, Compression.SNAPPY, List.of(), 0.05, 0.8, Version.V0_12);

    private static final int LEAST_STRIDE = 1_000;

    public OrcOptions {
        bloomFilterColumns = List.copyOf(bloomFilterColumns);
        if (stripeBytes <= 0 || blockBytes <= 0) {
            throw new IllegalArgumentException("stripes of " + stripeBytes + " bytes, blocks of " + blockBytes);
        }
        if (rowIndexStride < LEAST_STRIDE) {
            throw new IllegalArgumentException("RowIndexStride is " + LEAST_STRIDE + " or more, not " + rowIndexStride);
        }
    }

    /** The compression of streams. */
    public enum Compression {
        NONE,
        ZLIB,
        SNAPPY
    }

    /** The version of encodings. 0.11 has no Bloom filters. */
    public enum Version {
        V0_11,
        V0_12
    }
}
