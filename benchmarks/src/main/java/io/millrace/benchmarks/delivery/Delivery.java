package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.workloads.Contest;
import java.util.List;

/**
 * Records of a topic that are to be objects in a bucket.
 *
 * @param partitions of the topic
 * @param prefixes that records of each partition go to, by a key in the document; 1 for no keys
 * @param records a trial is over when so many are visible
 */
public record Delivery(String name, String title, Format format, int partitions, int prefixes, int records)
        implements Contest {

    /** What the objects are. */
    public enum Format {
        GZIP,
        PARQUET
    }

    /** Full objects where there is one prefix: 51 of 5 MiB, or 2 of 128 MiB. What comes after them is not waited for. */
    static final List<Delivery> ALL = List.of(
            new Delivery(
                    "deliver-gzip-1x1", "To S3 as JSON lines, GZIP: 1 partition, 1 prefix", Format.GZIP, 1, 1, 261_120),
            new Delivery(
                    "deliver-gzip-24x80",
                    "To S3 as JSON lines, GZIP: 24 partitions x 80 prefixes by jq",
                    Format.GZIP,
                    24,
                    80,
                    98_304),
            new Delivery(
                    "deliver-parquet-1x1", "To S3 as Parquet: 1 partition, 1 prefix", Format.PARQUET, 1, 1, 262_402),
            new Delivery(
                    "deliver-parquet-24x80",
                    "To S3 as Parquet: 24 partitions x 80 prefixes by jq",
                    Format.PARQUET,
                    24,
                    80,
                    98_304));

    /** With the end of its line. */
    @Override
    public int recordBytes() {
        return Documents.BYTES + 1;
    }

    /** Of its topic: more than is waited for, so that the end of the topic is not what is measured. */
    int produced() {
        return records + records / 8;
    }
}
