package io.millrace.firehose.format;

import static io.millrace.firehose.format.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormatTest {

    @Test
    void writesEachValueOnItsLine() throws IOException {
        assertThat(lines(record("{\"a\":1}{\"a\":2} [3]\n"), record("{}")))
                .isEqualTo("{\"a\":1}\n{\"a\":2}\n[3]\n{}\n");
    }

    @Test
    void joinsTheLinesOfOneValueAndKeepsItsSpelling() throws IOException {
        assertThat(lines(record("{\r\n  \"price\": 1.50E+1,\n  \"name\": \"a\\nÅ\"\n}\n")))
                .isEqualTo("{  \"price\": 1.50E+1,  \"name\": \"a\\nÅ\"}\n");
    }

    @Test
    void writesNothingForARecordOfWhiteSpace() throws IOException {
        assertThat(lines(record(" \n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}{\"a\":", "{\"a\":1} 2", "hello", "{\"a\":01}", "{\"a\":\"x\ny\"}"})
    void writesNothingOfARecordThatIsNotJson(String data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(new JsonLinesFormat().open(out).write(record(data))).hasValueSatisfying(failure -> {
            assertThat(failure.type()).isEqualTo(ErrorType.FORMAT_CONVERSION_FAILED);
            assertThat(failure.code()).isEqualTo("DataFormatConversion.ParseError");
            assertThat(failure.message()).startsWith("Encountered malformed JSON. ");
        });

        assertThat(out.size()).isZero();
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        DeliveryRecord utf16 = record("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE));
        DeliveryRecord latin1 = record("{\"a\":\"å\"}".getBytes(StandardCharsets.ISO_8859_1));
        RecordEncoder encoder = new JsonLinesFormat().open(new ByteArrayOutputStream());

        assertThat(encoder.write(utf16)).isPresent();
        assertThat(encoder.write(latin1)).isPresent();
    }

    private static String lines(DeliveryRecord... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordEncoder encoder = new JsonLinesFormat().open(out)) {
            for (DeliveryRecord record : records) {
                assertThat(encoder.write(record)).isEmpty();
            }
            encoder.finish();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
