package io.millrace.firehose.destination.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexRotationTest {

    @ParameterizedTest
    @CsvSource({
        "NoRotation, 2016-02-25T13:00:00Z, myindex",
        "OneHour, 2016-02-25T13:00:00Z, myindex-2016-02-25-13",
        "OneDay, 2016-02-25T13:00:00Z, myindex-2016-02-25",
        "OneMonth, 2016-02-25T13:00:00Z, myindex-2016-02",
        "OneHour, 2016-02-25T23:59:59.999Z, myindex-2016-02-25-23",
        // Saturday ends a week, Sunday begins one
        "OneWeek, 2020-08-15T23:59:59Z, myindex-2020-w33",
        "OneWeek, 2020-08-16T00:00:00Z, myindex-2020-w34",
        // the week with a year's first Saturday is its first, also for its days that are in the year before
        "OneWeek, 2021-01-02T00:00:00Z, myindex-2021-w01",
        "OneWeek, 2020-12-27T00:00:00Z, myindex-2021-w01",
        "OneWeek, 2020-12-26T23:59:59Z, myindex-2020-w52",
        "OneWeek, 2017-01-01T00:00:00Z, myindex-2017-w01",
        "OneWeek, 2016-12-31T23:59:59Z, myindex-2016-w53"
    })
    void indexIsNamedByTheArrivalInUtc(String rotation, Instant arrival, String index) {
        assertThat(rotation(rotation).indexOf("myindex", arrival)).isEqualTo(index);
    }

    private static IndexRotation rotation(String wireName) {
        for (IndexRotation rotation : IndexRotation.values()) {
            if (rotation.wireName().equals(wireName)) {
                return rotation;
            }
        }
        throw new AssertionError(wireName);
    }
}
