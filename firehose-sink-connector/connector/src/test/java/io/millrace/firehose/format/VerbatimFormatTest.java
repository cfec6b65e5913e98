package io.millrace.firehose.format;

import static io.millrace.firehose.format.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerbatimFormatTest {

    @Test
    void putsNothingBetweenRecords() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (RecordEncoder encoder = new VerbatimFormat().open(out)) {
            assertThat(encoder.write(record(new byte[] {1, 0}))).isEmpty();
            assertThat(encoder.write(record(new byte[0]))).isEmpty();
            assertThat(encoder.write(record(new byte[] {-1}))).isEmpty();
            assertThat(encoder.heldBytes()).isZero();
            encoder.finish();
        }

        assertThat(out.toByteArray()).containsExactly(1, 0, -1);
    }
}
