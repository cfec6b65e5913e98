package io.millrace.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

    @Test
    void sameRecordsInAnotherOrderAreTheSameLedger() {
        assertThat(numbers("1", "2", "3")).isEqualTo(numbers("3", "1", "2"));
    }

    @Test
    void recordReadTwiceInPlaceOfAnotherIsNoticed() {
        Ledger acknowledged = numbers("1", "2", "3");
        Ledger found = numbers("1", "2", "2");

        assertThat(found).isNotEqualTo(acknowledged);
        assertThat(acknowledged.differenceFrom(found)).contains("not under the same sequence numbers");
    }

    @Test
    void missingRecordIsNoticed() {
        assertThat(numbers("1", "2").differenceFrom(numbers("1"))).isEqualTo("2 records acknowledged, 1 read back");
    }

    private static Ledger numbers(String... numbers) {
        Tally tally = new Tally();
        for (String number : numbers) {
            tally.number(Hash.of(number));
        }
        return tally.ledger();
    }
}
