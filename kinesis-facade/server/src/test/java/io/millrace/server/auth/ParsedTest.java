package io.millrace.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParsedTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final Parsed<Integer> lengths = new Parsed<>(text -> {
        calls.incrementAndGet();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text.length();
    });

    @Test
    void aTextIsParsedOnce() {
        assertThat(lengths.of("abc")).isEqualTo(3);
        assertThat(lengths.of("abc")).isEqualTo(3);
        assertThat(calls).hasValue(1);
    }

    @Test
    void whatCannotBeParsedIsRefusedEachTime() {
        assertThatThrownBy(() -> lengths.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lengths.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void strangersCannotFillTheMemory() {
        for (int i = 0; i < 5 * Parsed.LIMIT; i++) {
            lengths.of("text " + i);
            lengths.of("x".repeat(10_000) + i);
            assertThat(lengths.size()).isLessThanOrEqualTo(Parsed.LIMIT);
        }
        assertThat(lengths.of("text 1")).isEqualTo(6);
    }
}
