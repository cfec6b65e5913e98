package io.millrace.firehose.error;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.FailedRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the error output says of a record: one JSON document on a line of its own, with the fields that its error type has, in their order.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/retry.html">Data delivery failures</a>, and the pages on
 *     <a href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html">transforms</a> and
 *     <a href="https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion-error-handling.html">formats</a>
 */
public final class ErrorLayout {

    /** A field writes its name and its value, or nothing where there is none. */
    @FunctionalInterface
    private interface Field {
        void write(JsonGenerator json, FailedRecord failed) throws IOException;
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .build()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);

    private static final Field ATTEMPTS = (json, failed) -> json.writeNumberField("attemptsMade", failed.attempts());
    private static final Field ARRIVAL = (json, failed) -> json.writeNumberField(
            "arrivalTimestamp", failed.record().origin().arrival().toEpochMilli());
    private static final Field CODE = code("errorCode");
    private static final Field MESSAGE = message("errorMessage");
    private static final Field ENDED = (json, failed) ->
            json.writeNumberField("attemptEndingTimestamp", failed.ended().toEpochMilli());
    private static final Field RAW_DATA = (json, failed) -> {
        byte[] raw = failed.record().raw();
        json.writeFieldName("rawData");
        json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, raw, 0, raw.length);
    };

    private final Map<ErrorType, List<Field>> layouts = new EnumMap<>(ErrorType.class);

    /**
     * @param lambdaArn of the transform, if the delivery stream has one
     * @param table whose schema records are converted by, if they are
     */
    public ErrorLayout(Optional<String> lambdaArn, Optional<DataCatalogTable> table) {
        // The guide has lambdaArn, as objects from before 2023 do. Those of 2025 and 2026 have lambdaARN, and this
        // order.
        Field lambda = (json, failed) -> {
            if (lambdaArn.isPresent()) {
                json.writeStringField("lambdaARN", lambdaArn.get());
            }
        };
        Field catalogTable = (json, failed) -> {
            if (table.isPresent()) {
                table.get().write(json);
            }
        };
        for (ErrorType type : ErrorType.values()) {
            layouts.put(
                    type,
                    switch (type) {
                        case PROCESSING_FAILED, ACTIVE_PARTITION_EXCEEDED ->
                            List.of(RAW_DATA, CODE, MESSAGE, ATTEMPTS, ARRIVAL, ENDED, lambda);
                        case FORMAT_CONVERSION_FAILED ->
                            List.of(
                                    ATTEMPTS,
                                    ARRIVAL,
                                    code("lastErrorCode"),
                                    message("lastErrorMessage"),
                                    ENDED,
                                    RAW_DATA,
                                    (json, failed) -> json.writeStringField(
                                            "sequenceNumber",
                                            Long.toString(
                                                    failed.record().origin().offset())),
                                    subsequenceNumber("subSequenceNumber"),
                                    catalogTable);
                        case HTTP_ENDPOINT_FAILED ->
                            List.of(
                                    ATTEMPTS,
                                    ARRIVAL,
                                    CODE,
                                    MESSAGE,
                                    ENDED,
                                    RAW_DATA,
                                    subsequenceNumber("subsequenceNumber"),
                                    id("dataId"));
                        case OPENSEARCH_FAILED ->
                            List.of(
                                    ATTEMPTS,
                                    ARRIVAL,
                                    CODE,
                                    MESSAGE,
                                    ENDED,
                                    detail("esDocumentId"),
                                    detail("esIndexName"),
                                    detail("esTypeName"),
                                    detail("osDocumentId"),
                                    detail("osIndexName"),
                                    RAW_DATA);
                        case SPLUNK_FAILED -> List.of(ATTEMPTS, ARRIVAL, CODE, MESSAGE, ENDED, RAW_DATA, id("EventId"));
                        case ICEBERG_FAILED -> List.of(ATTEMPTS, ARRIVAL, CODE, MESSAGE, ENDED, RAW_DATA);
                    });
        }
    }

    /** Writes the document and a line end; neither flushes the stream nor closes it. */
    public void write(FailedRecord failed, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (Field field : layouts.get(failed.failure().type())) {
                field.write(json, failed);
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static Field code(String name) {
        return (json, failed) -> json.writeStringField(name, failed.failure().code());
    }

    private static Field message(String name) {
        return (json, failed) -> json.writeStringField(name, failed.failure().message());
    }

    /** The service counts records within one of a Kinesis stream with it. */
    private static Field subsequenceNumber(String name) {
        return (json, failed) ->
                json.writeNumberField(name, failed.record().origin().part());
    }

    private static Field id(String name) {
        return (json, failed) ->
                json.writeStringField(name, failed.record().origin().id());
    }

    private static Field detail(String name) {
        return (json, failed) -> {
            String value = failed.details().get(name);
            if (value != null) {
                json.writeStringField(name, value);
            }
        };
    }
}
