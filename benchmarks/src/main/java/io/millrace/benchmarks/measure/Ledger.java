package io.millrace.benchmarks.measure;

/**
 * A multiset of records, as a count and two sums of hashes that do not depend on order: what was acknowledged and what was read
 * back are the same records, each once, exactly when their ledgers are equal (but for a collision of 64-bit hashes).
 *
 * @param records how many
 * @param numbers the sum of the hashes of their sequence numbers, or of their partitions and offsets
 * @param payloads the sum of the hashes of how their payloads begin
 */
public record Ledger(long records, long numbers, long payloads) {

    public static final Ledger EMPTY = new Ledger(0, 0, 0);

    public Ledger plus(Ledger other) {
        return new Ledger(records + other.records, numbers + other.numbers, payloads + other.payloads);
    }

    /** What differs between what was acknowledged (this) and what was read back, for a person. */
    public String differenceFrom(Ledger readBack) {
        if (records != readBack.records) {
            return "%,d records acknowledged, %,d read back".formatted(records, readBack.records);
        }
        return numbers != readBack.numbers
                ? "%,d records acknowledged and read back, but not under the same sequence numbers".formatted(records)
                : "%,d records acknowledged and read back, but not with the same payloads".formatted(records);
    }
}
