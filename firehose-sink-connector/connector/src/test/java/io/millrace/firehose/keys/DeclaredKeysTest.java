package io.millrace.firehose.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredKeysTest {

    @Test
    void anObjectShowsItsKeys() {
        assertThat(DeclaredKeys.of(
                        "{customer_id:.customer_id, device : .type.device,year:.event_timestamp|strftime(\"%Y\")}"))
                .contains(Set.of("customer_id", "device", "year"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {a} ",
                "{\"a\": .b}",
                "{$a}",
                "{a: {b: .c, d: [.e, .f]}}",
                "{a: (.b, .c)}",
                "{a: \"},{b: \\\"\"}",
                "{a: .x\n}",
                "{a: if .x then .y else .z end}"
            })
    void aKeyIsFoundHoweverItIsWritten(String query) {
        assertThat(DeclaredKeys.of(query)).contains(Set.of("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "{a: .b} | .a",
                "{a: .b} + {c: .d}",
                "{(.a): .b}",
                "{\"x\\(.a)\": .b}",
                "{a: .b} # {c}",
                "with_entries(.)",
                "{a: .b"
            })
    void whatIsHardToSeeIsLeftToTheRecords(String query) {
        assertThat(DeclaredKeys.of(query)).isEmpty();
    }
}
