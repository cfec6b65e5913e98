package io.millrace.firehose.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AppendDelimiterTest {

    @Test
    void everyRecordEndsWithTheDelimiter() {
        assertThat(Outcome.of(AppendDelimiter.NEW_LINE, "a").texts()).containsExactly("a\n");
        assertThat(Outcome.of(AppendDelimiter.NEW_LINE, "").texts()).containsExactly("\n");
        assertThat(Outcome.of(new AppendDelimiter(" | "), "a").texts()).containsExactly("a | ");
    }

    @Test
    void aNewLineMayBeWrittenWithABackslash() {
        assertThat(Outcome.of(new AppendDelimiter("\\r\\n\\t"), "a").texts()).containsExactly("a\r\n\t");
    }

    @Test
    void anEmptyDelimiterIsRefused() {
        assertThatThrownBy(() -> new AppendDelimiter("")).hasMessageStartingWith("Delimiter: ");
    }
}
