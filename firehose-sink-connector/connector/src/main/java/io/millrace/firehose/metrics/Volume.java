package io.millrace.firehose.metrics;

/** The records and bytes that went some way since the task began. One thread adds, any reads. */
final class Volume {

    final Count records = new Count();
    final Count bytes = new Count();

    void add(long moreRecords, long moreBytes) {
        records.add(moreRecords);
        bytes.add(moreBytes);
    }
}
