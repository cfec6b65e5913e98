package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamNameTest {

    @Test
    void a_name_prints_as_it_was_written() {
        assertThat(StreamName.parse("Orders_v2.eu-west").orElseThrow()).hasToString("Orders_v2.eu-west");
    }

    @Test
    void a_name_has_at_most_128_characters() {
        assertThat(StreamName.parse("a".repeat(128))).isPresent();
        assertThat(StreamName.parse("a".repeat(129))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a:b", "stréam", "a\n", "a\0"})
    void anything_else_is_no_name(String text) {
        assertThat(StreamName.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamName(text));
    }
}
