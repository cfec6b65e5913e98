package io.millrace.server.dynamodbstreams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NotServedTest {

    @Test
    void withoutTopicsEveryOperationSaysWhatToSet() {
        assertThat(new StreamsBench().refusal("ListStreams", "{}")).satisfies(error -> {
            assertThat(error.code()).isEqualTo("UnknownOperationException");
            assertThat(error.message()).contains("dynamodbStreams.topicPrefixes");
        });
    }
}
