package io.millrace.firehose.prefix;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.record.ErrorType;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixesTest {

    private static final Instant OLDEST = Instant.parse("2018-08-27T10:30:01Z");

    @Test
    void withoutAnyTheDefaultsAreTaken() {
        assertThat(data(Prefixes.parse(null, null, UTC))).isEqualTo("2018/08/27/10/");
        assertThat(error(Prefixes.parse(null, null, UTC))).isEqualTo("processing-failed/2018/08/27/10/");
    }

    @Test
    void withoutAnErrorPrefixErrorsGoBelowThePrefix() {
        assertThat(error(Prefixes.parse("logs/", null, UTC))).isEqualTo("logs/processing-failed/2018/08/27/10/");
    }

    @Test
    void eachHasItsOwn() {
        Prefixes prefixes = Prefixes.parse("!{timestamp:yyyy}/", "bad/!{firehose:error-output-type}/", UTC);

        assertThat(data(prefixes)).isEqualTo("2018/");
        assertThat(error(prefixes)).isEqualTo("bad/processing-failed/");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void expressionsInThePrefixNeedAnErrorPrefix(String error) {
        assertThatThrownBy(() -> Prefixes.parse("!{timestamp:yyyy}/", error, UTC))
                .isInstanceOf(PrefixException.class)
                .hasMessageStartingWith("ErrorOutputPrefix: it is needed, because Prefix has expressions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../",
                "a/../b",
                "./a/",
                "a/./b/",
                "!{timestamp:yyyy}/../",
                "!{timestamp:'..'}/",
                "a\u0000b/",
                "a\n/"
            })
    void whatS3TakesForNoNameIsRefusedOfEach(String prefix) {
        for (PrefixRules rules : PrefixRules.values()) {
            String text = rules == PrefixRules.PREFIX ? prefix : "!{firehose:error-output-type}/" + prefix;
            assertThatThrownBy(() -> PrefixTemplate.parse(text, rules, UTC))
                    .isInstanceOf(PrefixException.class)
                    .hasMessageStartingWith(rules.parameter() + ": it makes names with \"./\", \"../\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..a/", "a../", "a/.b/", ".millrace", "a..", "!{firehose:random-string}./"})
    void dotsInNamesAreTaken(String prefix) {
        assertThat(PrefixTemplate.parse(prefix, PrefixRules.PREFIX, UTC)).isNotNull();
    }

    private static String data(Prefixes prefixes) {
        return prefixes.data().evaluate(OLDEST, new Random(1));
    }

    private static String error(Prefixes prefixes) {
        return prefixes.error().evaluate(OLDEST, ErrorType.PROCESSING_FAILED, new Random(1));
    }
}
