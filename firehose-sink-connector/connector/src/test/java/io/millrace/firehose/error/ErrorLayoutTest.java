package io.millrace.firehose.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.record.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorLayoutTest {

    private static final Instant ARRIVAL = Instant.ofEpochMilli(1_789_014_240_448L);
    private static final Instant ENDED = Instant.ofEpochMilli(1_789_014_301_529L);
    private static final Origin ORIGIN = new Origin("orders", 3, 42, 7, ARRIVAL);
    private static final DeliveryRecord RECORD =
            DeliveryRecord.of(ORIGIN, "RAW\n".getBytes(UTF_8)).withData("transformed".getBytes(UTF_8));
    private static final String LAMBDA = "arn:aws:lambda:us-west-2:000000000000:function:f";

    private final ErrorLayout layout = new ErrorLayout(
            Optional.of(LAMBDA), Optional.of(new DataCatalogTable("1", "db", "orders", "us-east-1", "LATEST", "")));

    @Test
    void whatATransformCouldNotDoIsSpelledAsTheServiceDoes() throws IOException {
        assertThat(written(layout, ErrorType.PROCESSING_FAILED, Map.of()))
                .isEqualTo(
                        ("{\"rawData\":\"UkFXCg==\",\"errorCode\":\"A.Code\",\"errorMessage\":\"why\",\"attemptsMade\":4,"
                                        + "\"arrivalTimestamp\":1789014240448,\"attemptEndingTimestamp\":1789014301529,"
                                        + "\"lambdaARN\":\"%s\"}\n")
                                .formatted(LAMBDA));
    }

    @Test
    void aStreamWithoutATransformNamesNone() throws IOException {
        var without = new ErrorLayout(Optional.empty(), Optional.empty());

        assertThat(written(without, ErrorType.PROCESSING_FAILED, Map.of())).doesNotContain("lambda");
        assertThat(written(without, ErrorType.FORMAT_CONVERSION_FAILED, Map.of()))
                .doesNotContain("dataCatalogTable");
    }

    @Test
    void whatCouldNotBeConvertedNamesTheTable() throws IOException {
        assertThat(written(layout, ErrorType.FORMAT_CONVERSION_FAILED, Map.of()))
                .isEqualTo("{\"attemptsMade\":4,\"arrivalTimestamp\":1789014240448,\"lastErrorCode\":\"A.Code\","
                        + "\"lastErrorMessage\":\"why\",\"attemptEndingTimestamp\":1789014301529,"
                        + "\"rawData\":\"UkFXCg==\",\"sequenceNumber\":\"42\",\"subSequenceNumber\":7,"
                        + "\"dataCatalogTable\":{\"catalogId\":\"1\",\"databaseName\":\"db\",\"tableName\":\"orders\","
                        + "\"region\":\"us-east-1\",\"versionId\":\"LATEST\",\"catalogArn\":\"\"}}\n");
    }

    @Test
    void whatAnEndpointDidNotTakeHasADataId() throws IOException {
        assertThat(written(layout, ErrorType.HTTP_ENDPOINT_FAILED, Map.of()))
                .isEqualTo("{\"attemptsMade\":4,\"arrivalTimestamp\":1789014240448,\"errorCode\":\"A.Code\","
                        + "\"errorMessage\":\"why\",\"attemptEndingTimestamp\":1789014301529,"
                        + "\"rawData\":\"UkFXCg==\",\"subsequenceNumber\":7,\"dataId\":\"orders-3-42-7\"}\n");
    }

    @Test
    void whatAnIndexDidNotTakeSaysWhichDocumentOfWhichIndexItWas() throws IOException {
        assertThat(written(
                        layout,
                        ErrorType.OPENSEARCH_FAILED,
                        Map.of("esTypeName", "", "esIndexName", "orders-2026", "esDocumentId", "id")))
                .isEqualTo("{\"attemptsMade\":4,\"arrivalTimestamp\":1789014240448,\"errorCode\":\"A.Code\","
                        + "\"errorMessage\":\"why\",\"attemptEndingTimestamp\":1789014301529,"
                        + "\"esDocumentId\":\"id\",\"esIndexName\":\"orders-2026\",\"esTypeName\":\"\","
                        + "\"rawData\":\"UkFXCg==\"}\n");
    }

    @Test
    void whatACollectionDidNotTakeHasNamesOfItsOwnForThat() throws IOException {
        assertThat(written(
                        layout,
                        ErrorType.OPENSEARCH_FAILED,
                        Map.of("osIndexName", "orders-2026", "osDocumentId", "id")))
                .contains("1789014301529,\"osDocumentId\":\"id\",\"osIndexName\":\"orders-2026\",\"rawData\"");
    }

    @Test
    void whatSplunkDidNotTakeHasAnEventId() throws IOException {
        assertThat(written(layout, ErrorType.SPLUNK_FAILED, Map.of()))
                .isEqualTo("{\"attemptsMade\":4,\"arrivalTimestamp\":1789014240448,\"errorCode\":\"A.Code\","
                        + "\"errorMessage\":\"why\",\"attemptEndingTimestamp\":1789014301529,"
                        + "\"rawData\":\"UkFXCg==\",\"EventId\":\"orders-3-42-7\"}\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeShowsWhatTheRecordSaidWhenItCame(ErrorType type) throws IOException {
        JsonNode document = new ObjectMapper().readTree(written(layout, type, Map.of()));

        assertThat(document.get("rawData").binaryValue()).asString(UTF_8).isEqualTo("RAW\n");
    }

    @Property
    void whateverAMessageSaysIsOneLineThatReadsBackAsItWas(
            @ForAll String message, @ForAll byte[] raw, @ForAll ErrorType type) throws IOException {
        var failed = new FailedRecord(
                DeliveryRecord.of(ORIGIN, raw), new Failure(type, "A.Code", message), 1, ENDED, Map.of());
        var out = new ByteArrayOutputStream();

        layout.write(failed, out);

        String line = out.toString(UTF_8);
        assertThat(line).endsWith("\n");
        assertThat(line.chars().filter(c -> c == '\n' || c == '\r')).hasSize(1);
        JsonNode document = new ObjectMapper().readTree(line);
        assertThat(document.get("rawData").binaryValue()).isEqualTo(raw);
        assertThat(document.path("errorMessage")
                        .asText(document.path("lastErrorMessage").asText()))
                .isEqualTo(message);
    }

    private static String written(ErrorLayout layout, ErrorType type, Map<String, String> details) throws IOException {
        var out = new ByteArrayOutputStream();
        layout.write(new FailedRecord(RECORD, new Failure(type, "A.Code", "why"), 4, ENDED, details), out);
        return out.toString(UTF_8);
    }
}
