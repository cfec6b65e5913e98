package io.millrace.firehose.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Origin;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTemplateTest {

    private static final Instant OLDEST = Instant.parse("2018-08-27T22:30:01.123Z");
    private static final RandomGenerator RANDOM = new Random(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                                    | 2018/08/27/22/",
                "legacy                                  | legacy2018/08/27/22/",
                "logs/                                   | logs/2018/08/27/22/",
                "a!b{c}                                  | a!b{c}2018/08/27/22/",
                "!{timestamp:yyyy}                       | 2018",
                "y=!{timestamp:yyyy}/m=!{timestamp:MM}/  | y=2018/m=08/",
                "!{timestamp:yyyy'-'MM'-'dd}/            | 2018-08-27/",
                "!{timestamp:EEEE, MMM d}                | Monday, Aug 27",
                "!{timestamp:HH:mm}                      | 22:30",
                "}!{timestamp:yy}}{                      | }18}{",
                "!!{timestamp:yy}                        | !18",
                "!{timestamp:'!{'yy}                     | !{18",
            })
    void prefixesEvaluateAsTheServiceDoesIt(String text, String expected) {
        assertThat(evaluate(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "errors/                                                | errors/processing-failed/2018/08/27/22/",
                "!{firehose:error-output-type}/                         | processing-failed/",
                "e/!{firehose:error-output-type}/!{timestamp:yyyy}/x    | e/processing-failed/2018/x",
            })
    void errorPrefixesEvaluateAsTheServiceDoesIt(String text, String expected) {
        PrefixTemplate template = PrefixTemplate.parse(text, PrefixRules.ERROR_OUTPUT_PREFIX);

        assertThat(template.evaluate(OLDEST, ErrorType.PROCESSING_FAILED, RANDOM))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorPrefixNamesTheTypeOfTheError(ErrorType type) {
        PrefixTemplate template =
                PrefixTemplate.parse("!{firehose:error-output-type}/", PrefixRules.ERROR_OUTPUT_PREFIX);

        assertThat(template.evaluate(OLDEST, type, RANDOM)).isEqualTo(type.folder() + "/");
    }

    @Test
    void timestampsAreInTheCustomTimeZone() {
        PrefixTemplate template = PrefixTemplate.parse("", PrefixRules.PREFIX, ZoneId.of("Asia/Tokyo"));

        assertThat(template.evaluate(OLDEST, RANDOM)).isEqualTo("2018/08/28/07/");
    }

    @Test
    void everyRandomStringIsANewOne() {
        String prefix = evaluate("!{firehose:random-string}/!{firehose:random-string}");

        String[] both = prefix.split("/");
        assertThat(both).hasSize(2).doesNotHaveDuplicates().allMatch(text -> text.matches("[0-9A-Za-z]{11}"));
    }

    @Test
    void randomStringsComeFromTheGivenSource() {
        PrefixTemplate template = PrefixTemplate.parse("!{firehose:random-string}", PrefixRules.PREFIX);

        assertThat(template.evaluate(OLDEST, new Random(7))).isEqualTo(template.evaluate(OLDEST, new Random(7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!{timestamp:yyyy                     | Prefix: | no closing brace",
                "!{yyyy}                              | Prefix: | write !{namespace:value}",
                "!{timestamp:}                        | Prefix: | no value after the colon",
                "!{}                                  | Prefix: | has no colon",
                "!{date:yyyy}                         | Prefix: | unknown namespace: use one of timestamp",
                "!{Timestamp:yyyy}                    | Prefix: | unknown namespace",
                "!{timestamp:nonsense}                | Prefix: | write, for example, !{timestamp:yyyy/MM/dd}",
                "!{timestamp:'yyyy}                   | Prefix: | DateTimeFormatter",
                "!{firehose:random}                   | Prefix: | write !{firehose:random-string}",
                "!{firehose:error-output-type}        | Prefix: | only be in ErrorOutputPrefix",
            })
    void whatThePrefixMayNotSayIsRefused(String text, String parameter, String advice) {
        assertThatThrownBy(() -> PrefixTemplate.parse(text, PrefixRules.PREFIX))
                .isInstanceOf(PrefixException.class)
                .hasMessageStartingWith(parameter)
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!{partitionKeyFromQuery:id}", "!{partitionKeyFromLambda:id}"})
    void partitionKeysMayNotBeInTheErrorPrefix(String expression) {
        assertThatThrownBy(() -> PrefixTemplate.parse(
                        "!{firehose:error-output-type}/" + expression, PrefixRules.ERROR_OUTPUT_PREFIX))
                .isInstanceOf(PrefixException.class)
                .hasMessageStartingWith("ErrorOutputPrefix: " + expression + " may only be in Prefix");
    }

    @Test
    void anErrorPrefixWithExpressionsNamesTheType() {
        assertThatThrownBy(() -> PrefixTemplate.parse("e/!{timestamp:yyyy}/", PrefixRules.ERROR_OUTPUT_PREFIX))
                .isInstanceOf(PrefixException.class)
                .hasMessageContaining("must have !{firehose:error-output-type} too");
    }

    @Test
    void aParameterHas1024CharactersAtMost() {
        assertThatThrownBy(() -> PrefixTemplate.parse("x".repeat(1025), PrefixRules.PREFIX))
                .isInstanceOf(PrefixException.class)
                .hasMessage("Prefix: 1025 characters are too many: write 1024 at most");
    }

    @Test
    void aPrefixEvaluatesTo512AtMost() {
        String fits = "x".repeat(508) + "!{timestamp:yyyy}";
        assertThat(evaluate(fits)).hasSize(512);

        assertThatThrownBy(() -> PrefixTemplate.parse("x" + fits, PrefixRules.PREFIX))
                .isInstanceOf(PrefixException.class)
                .hasMessageContaining("may evaluate to 513 bytes");
    }

    @Test
    void boundTemplatesHoldTheKeysOfTheRecord() {
        PrefixTemplate template =
                PrefixTemplate.parse("c=!{partitionKeyFromQuery:c}/r=!{partitionKeyFromLambda:c}/", PrefixRules.PREFIX);

        PrefixTemplate bound = template.bind(record(Map.of("c", "query"), Map.of("c", "lambda")))
                .orElseThrow();

        assertThat(bound.evaluate(OLDEST, RANDOM)).isEqualTo("c=query/r=lambda/");
        assertThat(template.hasPartitionKeys()).isTrue();
        assertThat(template.queryKeys()).containsExactly("c");
        assertThat(template.transformKeys()).containsExactly("c");
    }

    @Test
    void recordsOfOneObjectHaveEqualBoundTemplates() {
        PrefixTemplate template =
                PrefixTemplate.parse("!{timestamp:yyyy}/!{partitionKeyFromQuery:c}/", PrefixRules.PREFIX);

        assertThat(template.bind(record(Map.of("c", "1", "other", "2"), Map.of())))
                .isEqualTo(template.bind(record(Map.of("c", "1"), Map.of())))
                .hasSameHashCodeAs(template.bind(record(Map.of("c", "1"), Map.of())))
                .isNotEqualTo(template.bind(record(Map.of("c", "2"), Map.of())));
    }

    @Test
    void aKeyIsNotReadAsAnExpression() {
        PrefixTemplate template = PrefixTemplate.parse("!{partitionKeyFromQuery:c}/", PrefixRules.PREFIX);

        PrefixTemplate bound = template.bind(record(Map.of("c", "!{timestamp:yyyy}"), Map.of()))
                .orElseThrow();

        assertThat(bound.evaluate(OLDEST, RANDOM)).isEqualTo("!{timestamp:yyyy}/");
    }

    @Test
    void aRecordThatLacksAKeyIsNotBound() {
        PrefixTemplate template = PrefixTemplate.parse("!{partitionKeyFromQuery:c}/", PrefixRules.PREFIX);

        assertThat(template.bind(record(Map.of(), Map.of("c", "elsewhere")))).isEmpty();
        assertThat(template.bind(record(Map.of("c", ""), Map.of()))).isEmpty();
    }

    @Test
    void aLongKeyMakesAPrefixThatDoesNotFit() {
        PrefixTemplate template = PrefixTemplate.parse("!{partitionKeyFromQuery:c}/", PrefixRules.PREFIX);

        assertThat(template.bind(record(Map.of("c", "x".repeat(511)), Map.of())).orElseThrow())
                .matches(PrefixTemplate::fits);
        assertThat(template.bind(record(Map.of("c", "\u00fc".repeat(256)), Map.of()))
                        .orElseThrow())
                .matches(bound -> !bound.fits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/../..", "../../up", "a\u0000b", "a\nb", "\uffff"})
    void aKeyCanMakeAPrefixThatNoStoreTakes(String key) {
        PrefixTemplate template = PrefixTemplate.parse("!{partitionKeyFromQuery:c}/", PrefixRules.PREFIX);

        assertThat(template.bind(record(Map.of("c", key), Map.of())).orElseThrow())
                .matches(bound -> !bound.isNameable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "..a", "a..", "a/b", ".hidden", "\u00fc \ud83d\ude00", "..."})
    void otherKeysMakePrefixes(String key) {
        PrefixTemplate template = PrefixTemplate.parse("!{partitionKeyFromQuery:c}/", PrefixRules.PREFIX);

        assertThat(template.bind(record(Map.of("c", key), Map.of())).orElseThrow())
                .matches(PrefixTemplate::isNameable);
    }

    @Test
    void withoutKeysNothingIsBound() {
        PrefixTemplate template = PrefixTemplate.parse("x/", PrefixRules.PREFIX);

        assertThat(template.bind(record(Map.of(), Map.of())).orElseThrow()).isSameAs(template);
        assertThat(template.hasExpressions()).isFalse();
    }

    @Property
    void textWithoutExpressionsStaysAsItIs(@ForAll("texts") String text) {
        assertThat(evaluate(text)).isEqualTo(text + "2018/08/27/22/");
    }

    @Property
    void everyInstanceSeesTheSameInstant(@ForAll("texts") String a, @ForAll("texts") String b) {
        assertThat(evaluate(a + "!{timestamp:ss.SSS}" + b + "!{timestamp:ss.SSS}"))
                .isEqualTo(a + "01.123" + b + "01.123");
    }

    @Property
    void anyTextIsParsedOrRefused(@ForAll("expressions") String text) {
        try {
            PrefixTemplate.parse(text, PrefixRules.PREFIX).evaluate(OLDEST, RANDOM);
        } catch (PrefixException e) {
            assertThat(e).hasMessageStartingWith("Prefix: ");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\ufffd')
                .ofMaxLength(60)
                .filter(text -> !text.contains("!{") && !text.contains("./"));
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of("!{", "}", ":", "timestamp", "firehose", "random-string", "yyyy", "'", "a", "/", "[", "#")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    private static String evaluate(String text) {
        return PrefixTemplate.parse(text, PrefixRules.PREFIX).evaluate(OLDEST, RANDOM);
    }

    private static DeliveryRecord record(Map<String, String> query, Map<String, String> transform) {
        return DeliveryRecord.of(new Origin("t", 0, 0, 0, OLDEST), new byte[0])
                .withQueryKeys(query)
                .withTransformKeys(transform);
    }
}
