package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.workloads.Contest;
import java.util.List;

/**
 * Records of a topic that are to be objects in a bucket.
 *
 * @param partitions of the topic
 * @param prefixes that records of each partition go to, by a key in the document; 1 for no keys
 * @param spillMib what the connector may use of the disk beside its budget of memory
 * @param records a trial is over when so many are visible beside the first
 */
public record Delivery(
        String name, String title, Format format, int partitions, int prefixes, int spillMib, int records)
        implements Contest {

    private static final int DEFAULT_SPILL_MIB = 1024;
    private static final int RECORDS_OF_A_MIB = 1024;

    /** What is read and held beside both budgets: records that wait, parts on their way. */
    private static final int AHEAD_MIB = 64;

    /** What the objects are. */
    public enum Format {
        GZIP,
        PARQUET
    }

    /**
     * With one prefix: 50 objects of 5 MiB, or 3 of 64 MiB. With many: as the connector is without settings; and without a disk, where objects are as small as they
     * get.
     */
    static final List<Delivery> ALL = List.of(
            gzip("deliver-gzip-1x1", "1 partition, 1 prefix", 1, 1, DEFAULT_SPILL_MIB, 256_000),
            gzip("deliver-gzip-24x80", "24 partitions x 80 prefixes by jq", 24, 80, DEFAULT_SPILL_MIB, 524_288),
            gzip("deliver-gzip-24x80-no-disk", "24 partitions x 80 prefixes by jq, no disk", 24, 80, 0, 131_072),
            parquet("deliver-parquet-1x1", "1 partition, 1 prefix", 1, 1, DEFAULT_SPILL_MIB, 196_803),
            parquet("deliver-parquet-24x80", "24 partitions x 80 prefixes by jq", 24, 80, DEFAULT_SPILL_MIB, 524_288));

    private static Delivery gzip(String name, String shape, int partitions, int prefixes, int spillMib, int records) {
        return new Delivery(
                name, "To S3 as JSON lines, GZIP: " + shape, Format.GZIP, partitions, prefixes, spillMib, records);
    }

    private static Delivery parquet(
            String name, String shape, int partitions, int prefixes, int spillMib, int records) {
        return new Delivery(
                name, "To S3 as Parquet: " + shape, Format.PARQUET, partitions, prefixes, spillMib, records);
    }

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
        int heldMib = FirehoseConnector.BUDGET_MIB + AHEAD_MIB + (prefixes == 1 ? 0 : spillMib);
        return records + heldMib * RECORDS_OF_A_MIB;
    }
}
