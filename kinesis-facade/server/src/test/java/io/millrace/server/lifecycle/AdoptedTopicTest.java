package io.millrace.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.operation.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptedTopicTest {

    private static final StreamName NAME = new StreamName("orders");

    @ParameterizedTest
    @CsvSource({"PT1H, 24", "PT24H, 24", "PT24H0.001S, 25", "P7D, 168", "P365D, 8760"})
    void recordsAreKeptAtLeastAsLongAsBefore(Duration retention, int hours) {
        StreamFact stream = adopt(
                Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis())),
                OptionalInt.empty());

        assertThat(stream.retention().hours()).isEqualTo(hours);
        assertThat(stream.isActive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, for ever", "31622400000, 8784 hours"})
    void aLongerRetentionThanAStreamsIsGivenUpOnlyWhenSomebodySaysSo(String retentionMillis, String named) {
        Map<String, String> settings = Map.of("retention.ms", retentionMillis);

        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> adopt(settings, OptionalInt.empty()))
                .withMessageContaining(named);
        assertThat(adopt(settings, OptionalInt.of(48)).retention().hours()).isEqualTo(48);
    }

    @Test
    void aRetentionThatNoStreamHasIsRefused() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> adopt(Map.of("retention.ms", "-1"), OptionalInt.of(23)))
                .withMessageContaining("24 to 8760");
    }

    @Test
    void aCompactedTopicIsRefused() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> adopt(Map.of("cleanup.policy", "compact,delete"), OptionalInt.of(24)))
                .withMessageContaining("cleanup.policy=compact,delete");
    }

    @Test
    void anInternalTopicIsRefused() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> AdoptedTopic.of(new StreamName("__consumer_offsets"), Map.of())
                        .asStream("i", Instant.EPOCH, OptionalInt.of(24)))
                .withMessageContaining("internal");
    }

    @ParameterizedTest
    @CsvSource({"1000, 1024", "1048588, 1024", "4194304, 4096", "20971520, 10240"})
    void recordsMayBeAsLargeAsTheTopicAndAStreamAllow(String maxMessageBytes, int kibibytes) {
        Map<String, String> settings = Map.of("retention.ms", "86400000", "max.message.bytes", maxMessageBytes);

        assertThat(adopt(settings, OptionalInt.empty()).maxRecordSizeInKiB()).isEqualTo(kibibytes);
    }

    private static StreamFact adopt(Map<String, String> settings, OptionalInt retentionHours) {
        return AdoptedTopic.of(NAME, settings).asStream("incarnation", Instant.EPOCH, retentionHours);
    }
}
