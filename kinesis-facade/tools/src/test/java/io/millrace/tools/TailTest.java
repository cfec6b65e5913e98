package io.millrace.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TailTest {

    @Test
    void aRecordIsOneLine() {
        assertThat(line("a key".getBytes(UTF_8), "grüezi".getBytes(UTF_8)))
                .isEqualTo("partition 3\toffset 41\t1970-01-01T00:00:01Z\ta key\tgrüezi");
    }

    @Test
    void whatIsNotTextOnOneLineIsBase64() {
        assertThat(line(null, new byte[] {(byte) 0xf3, (byte) 0x89})).endsWith("\t-\tbase64:84k=");
        assertThat(line(null, "two\nlines".getBytes(UTF_8))).endsWith("\t-\tbase64:dHdvCmxpbmVz");
    }

    private static String line(byte @Nullable [] key, byte[] value) {
        return Tail.line(new ConsumerRecord<>(
                "t",
                3,
                41,
                1000,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }
}
