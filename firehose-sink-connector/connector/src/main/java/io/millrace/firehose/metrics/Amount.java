package io.millrace.firehose.metrics;

/** How many records, and their bytes. For one thread. */
public final class Amount {

    private long records;
    private long bytes;

    public void add(long moreRecords, long moreBytes) {
        records += moreRecords;
        bytes += moreBytes;
    }

    public long records() {
        return records;
    }

    public long bytes() {
        return bytes;
    }
}
