package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.workloads.Contest;
import java.util.List;

/**
 * Records of a topic that are to be objects in a bucket.
 *
 * @param partitions of the topic
 * @param prefixes that records of each partition go to, by a key in the document; 1 for no keys
 * @param records a trial is over when so many are visible beside the first
 */
public record Delivery(String name, String title, Format format, int partitions, int prefixes, int records)
        implements Contest {

    /** More than fits into the connector's budget of memory. */
    private static final int HELD = 196_608;

    /** What the objects are. */
    public enum Format {
        GZIP,
        PARQUET
    }

    /** With one prefix: 50 objects of 5 MiB, or 3 of 64 MiB. With many: as much as the connector's budget of memory. */
    static final List<Delivery> ALL = List.of(
            new Delivery(
                    "deliver-gzip-1x1", "To S3 as JSON lines, GZIP: 1 partition, 1 prefix", Format.GZIP, 1, 1, 256_000),
            new Delivery(
                    "deliver-gzip-24x80",
                    "To S3 as JSON lines, GZIP: 24 partitions x 80 prefixes by jq",
                    Format.GZIP,
                    24,
                    80,
                    131_072),
            new Delivery(
                    "deliver-parquet-1x1", "To S3 as Parquet: 1 partition, 1 prefix", Format.PARQUET, 1, 1, 196_803),
            new Delivery(
                    "deliver-parquet-24x80",
                    "To S3 as Parquet: 24 partitions x 80 prefixes by jq",
                    Format.PARQUET,
                    24,
                    80,
                    131_072));

    /** With the end of its line. */
    @Override
    public int recordBytes() {
        return Documents.BYTES + 1;
    }

    /** How many records a partition's files had together, by what was made of them. */
    int unit(Sample sample) {
        Sample.Objects made = sample.objects().orElseThrow();
        return Math.toIntExact(Math.max(1, made.lines() * prefixes / Math.max(1, made.count())));
    }

    /** Of its topic: also what is read before the first is visible, and what is read and not delivered when it is over. */
    int produced() {
        return records + HELD;
    }
}
