package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DelimitedDeAggregationTest {

    @Test
    void aRecordIsCutAtTheDelimiter() {
        Outcome outcome = Outcome.of(step("||"), "a||b|c||");

        assertThat(outcome.texts()).containsExactly("a", "b|c");
        assertThat(outcome.numbers()).containsExactly(0, 1);
    }

    @Test
    void whatIsEmptyGoes() {
        assertThat(Outcome.of(step("\n"), "\n\na\n\n\nb\n").texts()).containsExactly("a", "b");
        assertThat(Outcome.of(step("\n"), "\n").emitted).isEmpty();
        assertThat(Outcome.of(step("\n"), "").emitted).isEmpty();
    }

    @Test
    void aRecordShorterThanTheDelimiterStaysWhole() {
        assertThat(Outcome.of(step("####"), "##").texts()).containsExactly("##");
    }

    @Test
    void theFirstOfTwoThatOverlapIsTheDelimiter() {
        assertThat(Outcome.of(step("aa"), "xaaay").texts()).containsExactly("x", "ay");
    }

    @Test
    void aDelimiterIsBase64AndNotEmpty() {
        assertThatThrownBy(() -> new DelimitedDeAggregation("#"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Delimiter: \"#\" is not base64: write, for example, Cg== for a new line");
        assertThatThrownBy(() -> new DelimitedDeAggregation("")).hasMessageStartingWith("Delimiter: it is empty");
    }

    @Property
    void whatWasPutTogetherComesApart(@ForAll("texts") List<String> texts) {
        assertThat(Outcome.of(step("##"), String.join("##", texts)).texts()).isEqualTo(texts);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().alpha().ofMinLength(1).list().ofMaxSize(20);
    }

    private static DelimitedDeAggregation step(String delimiter) {
        return new DelimitedDeAggregation(Base64.getEncoder().encodeToString(delimiter.getBytes(UTF_8)));
    }
}
