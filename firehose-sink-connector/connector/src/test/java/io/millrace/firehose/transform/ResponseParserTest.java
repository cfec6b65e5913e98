package io.millrace.firehose.transform;

import static io.millrace.firehose.transform.Records.answer;
import static io.millrace.firehose.transform.Records.base64;
import static io.millrace.firehose.transform.Records.ok;
import static io.millrace.firehose.transform.Records.records;
import static io.millrace.firehose.transform.Records.response;
import static io.millrace.firehose.transform.Records.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {

    private static final Instant ENDED = Instant.parse("2026-02-03T05:00:00Z");

    @Test
    void resultsAreInTheOrderOfTheRequest() {
        byte[] response = response(ok(2, "c"), answer(1, "Dropped", ""), ok(0, "a"));

        assertThat(told(parse(response, 3))).containsExactly("a", "dropped", "c");
    }

    @Test
    void failedRecordKeepsItsDataAndTellsHowOftenItWasTried() {
        Transformed result = parse(response(answer(0, "ProcessingFailed", ",\"data\":\"eA==\"")), 1)
                .get(0);

        assertThat(result).isInstanceOfSatisfying(Transformed.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo("Lambda.ProcessingFailedStatus");
            assertThat(failed.record().raw()).asString(UTF_8).isEqualTo("r0");
            assertThat(failed.attempts()).isEqualTo(4);
            assertThat(failed.ended()).isEqualTo(ENDED);
        });
    }

    @Test
    void recordThatIsLeftOutFailsAlone() {
        assertThat(told(parse(response(ok(0, "a"), ok(2, "c")), 3)))
                .containsExactly("a", "Lambda.MissingRecordId", "c");
    }

    @Test
    void recordThatIsThereTwiceFailsAlone() {
        assertThat(told(parse(response(ok(0, "a"), ok(1, "b"), ok(1, "B")), 2)))
                .containsExactly("a", "Lambda.DuplicatedRecordId");
    }

    @Test
    void recordThatNobodyAskedAboutIsNotTaken() {
        assertThat(told(parse(response(ok(0, "a"), ok(99, "x")), 1))).containsExactly("a");
    }

    @Test
    void dataThatIsNotBase64FailsAlone() {
        assertThat(told(parse(response(answer(0, "Ok", ",\"data\":\"%%%\""), ok(1, "b")), 2)))
                .containsExactly("Lambda.FunctionError", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"data\":null",
                ",\"data\":1",
                ",\"data\":\"\",\"metadata\":{\"partitionKeys\":[]}",
                ",\"data\":\"\",\"metadata\":{\"partitionKeys\":{\"a\":{}}}",
                ",\"data\":\"\",\"metadata\":{\"otfMetadata\":{\"operation\":\"upsert\"}}",
                ",\"data\":\"\",\"metadata\":{\"otfMetadata\":{\"destinationTableName\":1}}"
            })
    void recordThatIsDescribedWronglyFailsAlone(String rest) {
        assertThat(told(parse(response(answer(0, "Ok", rest), ok(1, "b")), 2)))
                .containsExactly("Lambda.JsonProcessingException", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "", "Retry"})
    void resultOutsideOfTheThreeFailsAlone(String result) {
        assertThat(told(parse(response(answer(0, result, ",\"data\":\"\""), ok(1, "b")), 2)))
                .containsExactly("Lambda.JsonProcessingException", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{}",
                "{\"records\":{}}",
                "{\"records\":[1]}",
                "{\"records\":[{\"recordId\":1}]}",
                "{\"records\":[]} x",
                "<html>"
            })
    void answerThatCannotBeReadFailsEachRecord(String rubbish) {
        assertThat(told(parse(rubbish.getBytes(UTF_8), 2)))
                .containsExactly("Lambda.JsonProcessingException", "Lambda.JsonProcessingException");
    }

    @Test
    void emptyDataIsData() {
        assertThat(told(parse(response(ok(0, "")), 1))).containsExactly("");
    }

    @Test
    void partitionKeysAreStringsAndNullIsAnEmptyOne() {
        byte[] response = response(answer(
                0,
                "Ok",
                ",\"data\":\"\",\"metadata\":{\"partitionKeys\":{\"a\":\"x\",\"b\":7,\"c\":null,\"d\":true}}"));

        assertThat(parse(response, 1).get(0).record().transformKeys())
                .isEqualTo(Map.of("a", "x", "b", "7", "c", "", "d", "true"));
    }

    @Test
    void functionChoosesTheTable() {
        byte[] response = response(
                answer(
                        0,
                        "Ok",
                        ",\"data\":\"\",\"metadata\":{\"otfMetadata\":{"
                                + "\"destinationDatabaseName\":\"db\",\"destinationTableName\":\"t\",\"operation\":\"update\"}}"));

        assertThat(parse(response, 1).get(0))
                .isInstanceOfSatisfying(
                        Transformed.Ok.class,
                        ok -> assertThat(ok.route())
                                .isEqualTo(new TableRoute(
                                        Optional.of("db"),
                                        Optional.of("t"),
                                        Optional.of(TableRoute.Operation.UPDATE))));
    }

    @Test
    void bothNamesOfTheDataAreUnderstoodInEitherShape() {
        byte[] response = response(answer(0, "Ok", ",\"kafkaRecordValue\":\"" + base64("v") + "\""), ok(1, "d"));

        for (Envelope.Shape shape : Envelope.Shape.values()) {
            assertThat(told(new ResponseParser(shape).parse(response, records(2), 1, ENDED)))
                    .containsExactly("v", "d");
        }
    }

    @Property(tries = 300)
    void whateverIsAnsweredEachRecordHasOneResult(@ForAll byte[] rubbish) {
        assertThat(parse(rubbish, 3))
                .extracting(result -> result.record().origin().offset())
                .containsExactly(0L, 1L, 2L);
    }

    private static List<Transformed> parse(byte[] response, int asked) {
        return new ResponseParser(Envelope.Shape.DIRECT).parse(response, records(asked), 4, ENDED);
    }
}
