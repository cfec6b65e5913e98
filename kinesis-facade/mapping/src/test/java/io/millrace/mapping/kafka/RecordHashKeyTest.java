package io.millrace.mapping.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.HashKey;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class RecordHashKeyTest {

    @Test
    void theKeysMd5IsTheHashKey() {
        assertThat(RecordHashKey.of("alice".getBytes(UTF_8), new RecordHeaders()))
                .isEqualTo(HashKey.ofPartitionKey("alice"));
        assertThat(RecordHashKey.of(null, new RecordHeaders())).isEqualTo(HashKey.ofPartitionKey(""));
    }

    @Test
    void aHeaderNamesAnother() {
        assertThat(RecordHashKey.of("alice".getBytes(UTF_8), headers("42"))).isEqualTo(new HashKey(0, 42));
    }

    @Test
    void aHeaderThatNamesNoneIsPassedOver() {
        assertThat(RecordHashKey.explicit(headers("-1"))).isEmpty();
        assertThat(RecordHashKey.explicit(headers(""))).isEmpty();
        assertThat(RecordHashKey.explicit(new RecordHeaders().add(RecordHashKey.EXPLICIT_HASH_KEY, null)))
                .isEmpty();
    }

    @Test
    void theInterceptorTellsItOnceToThePartitionerOfTheSameSend() {
        try (ExplicitHashKeys<String, String> interceptor = new ExplicitHashKeys<>()) {
            interceptor.onSend(new ProducerRecord<>("orders", null, null, "alice", "data", headers("42")));

            assertThat(ExplicitHashKeys.take()).contains(new HashKey(0, 42));
            assertThat(ExplicitHashKeys.take()).isEmpty();

            interceptor.onSend(new ProducerRecord<>("orders", null, null, "alice", "data", headers("42")));
            interceptor.onSend(new ProducerRecord<>("orders", "alice", "without"));
            assertThat(ExplicitHashKeys.take()).isEmpty();
        }
    }

    private static RecordHeaders headers(String hashKey) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(RecordHashKey.EXPLICIT_HASH_KEY, hashKey.getBytes(UTF_8));
        return headers;
    }
}
