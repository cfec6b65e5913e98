package io.millrace.firehose.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudWatchLogsTest {

    private static final String DATA = """
            {"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"g","logStream":"s","subscriptionFilters":["f"],
             "logEvents":[{"id":"1","timestamp":1,"message":"{\\"a\\":1}"},{"id":"2","timestamp":2,"message":"plain \u00fc"}]}
            """;
    private static final String CONTROL = """
            {"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logGroup":"","logStream":"","subscriptionFilters":[],
             "logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination"}]}
            """;

    private final CloudWatchLogs step = new CloudWatchLogs();

    @Test
    void theMessagesOfTheEventsStay() {
        Outcome outcome = Outcome.of(step, DATA);

        assertThat(outcome.texts()).containsExactly("{\"a\":1}", "plain \u00fc");
        assertThat(outcome.numbers()).containsExactly(0, 1);
    }

    @Test
    void controlMessagesAreDropped() {
        assertThat(Outcome.of(step, CONTROL).emitted).isEmpty();
        assertThat(Outcome.of(step, CONTROL).failures).isEmpty();
    }

    @Test
    void aRecordMayHoldSeveralDocuments() {
        assertThat(Outcome.of(step, DATA + CONTROL + DATA).texts()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "{}",
                "[]",
                "{\"messageType\":\"OTHER\",\"logEvents\":[]}",
                "{\"messageType\":\"DATA_MESSAGE\"}",
                "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":7}]}",
                "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":\"a\"},[],{\"message\":\"b\"}]}",
                "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":\"a\"}",
                "{\"messageType\":\"CONTROL_MESSAGE\"} {",
            })
    void whatIsNotFromASubscriptionFails(String data) {
        Outcome outcome = Outcome.of(step, data);

        assertThat(outcome.emitted).isEmpty();
        assertThat(outcome.failures)
                .singleElement()
                .matches(failure -> failure.code().equals(CloudWatchLogs.CODE));
    }

    @Test
    void theOrderOfADocumentsFieldsDoesNotMatter() {
        Outcome outcome = Outcome.of(step, """
                {"logEvents":[{"message":"a","extractedFields":{"message":"no"},"tags":["message"]}],"owner":{"logEvents":[1]},
                 "messageType":"DATA_MESSAGE"}
                """);

        assertThat(outcome.texts()).containsExactly("a");
    }

    @Test
    void aDocumentOfNothingButEventsTakesNoMoreMemoryThanItsBoundAndFailsAsOne() {
        String events = "{\"message\":\"\"},".repeat(600_000);

        Outcome outcome =
                Outcome.of(step, "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[" + events + "{\"message\":\"\"}]}");

        assertThat(outcome.emitted).isEmpty();
        assertThat(outcome.failures)
                .singleElement()
                .extracting(Failure::message)
                .isEqualTo("Its log events take more than 67108864 bytes.");
    }
}
