package io.millrace.benchmarks.measure;

/** A {@link Ledger} in the making; for one thread. */
public final class Tally {

    private long records;
    private long numbers;
    private long payloads;

    /** One more record, by its sequence number's hash. */
    public void number(long hash) {
        records++;
        numbers += hash;
    }

    /** Payloads of any number of records, by the sum of their hashes. */
    public void payloads(long hashes) {
        payloads += hashes;
    }

    public long records() {
        return records;
    }

    public Ledger ledger() {
        return new Ledger(records, numbers, payloads);
    }
}
