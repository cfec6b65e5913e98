package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDeAggregationTest {

    private final JsonDeAggregation step = new JsonDeAggregation();

    @Test
    void documentsMayFollowEachOtherDirectly() {
        assertThat(Outcome.of(step, "{\"a\":1}{\"a\":2}[3]").texts()).containsExactly("{\"a\":1}", "{\"a\":2}", "[3]");
    }

    @Test
    void documentsMayHaveWhiteSpaceBetweenThem() {
        Outcome outcome = Outcome.of(step, " {\"a\": 1}\r\n\n{\"a\":\t2} \n");

        assertThat(outcome.texts()).containsExactly("{\"a\": 1}", "{\"a\":\t2}");
        assertThat(outcome.numbers()).containsExactly(0, 1);
        assertThat(outcome.emitted).allMatch(found -> found.raw() == found.data());
    }

    @Test
    void aDocumentNeedNotBeAnObject() {
        assertThat(Outcome.of(step, "1 -2.5e3\ttrue null\n\"a b \" 7\r\n8\n\n9\n")
                        .texts())
                .containsExactly("1", "-2.5e3", "true", "null", "\"a b \"", "7", "8", "9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1}{\"a\":", "{\"a\":1} nonsense", "{\"a\":1},{\"a\":2}", "}", "{a:1}", "\"open", "[1,]"})
    void aRecordWithABrokenDocumentFailsAsAWhole(String data) {
        Outcome outcome = Outcome.of(step, data);

        assertThat(outcome.emitted).isEmpty();
        assertThat(outcome.failures)
                .singleElement()
                .matches(failure -> failure.code().equals(JsonDeAggregation.CODE));
    }

    @Test
    void anotherEncodingFails() {
        assertThat(Outcome.of(step, "{\"a\":1}".getBytes(UTF_16BE)).failures).hasSize(1);
    }

    @Test
    void aByteOrderMarkIsNoPartOfADocument() {
        assertThat(Outcome.of(step, "\uFEFF{\"a\":1}{\"a\":2} 3 ").texts())
                .containsExactly("{\"a\":1}", "{\"a\":2}", "3");
    }

    @Test
    void deepNestingFailsAndDoesNotOverflow() {
        assertThat(Outcome.of(step, "[".repeat(100_000)).failures).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n"})
    void ofNothingComesNothing(String data) {
        assertThat(Outcome.of(step, data).emitted).isEmpty();
        assertThat(Outcome.of(step, data).failures).isEmpty();
    }

    @Property
    void whatWasPutTogetherComesApart(@ForAll("documents") List<String> documents, @ForAll("gaps") String gap) {
        assertThat(Outcome.of(step, String.join(gap, documents)).texts()).isEqualTo(documents);
    }

    @Provide
    Arbitrary<List<String>> documents() {
        return Arbitraries.of(
                        "{}",
                        "[]",
                        "{\"a\":{\"b\":[1,2,{\"c\":null}]}}",
                        "{\"t\":\"}{\\\"\\\\\"}",
                        "[\"\u00fc\ud83d\ude00\"]",
                        "{\"n\":1.5e-7 , \"x\" : true}")
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.of("", " ", "\n", "\r\n", "\t ");
    }
}
