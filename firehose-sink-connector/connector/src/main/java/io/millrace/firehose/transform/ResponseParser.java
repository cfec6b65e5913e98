package io.millrace.firehose.transform;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a function's answer against the batch it was asked about.
 *
 * <p>It never throws on what a function says, and gives one result per record of the batch, in the batch's order. A record that the
 * answer leaves out, has twice or describes wrongly fails with its raw data, and its neighbours go on; an answer that cannot be read fails
 * all. Ids that were never asked about are of nobody.
 */
public final class ResponseParser {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Envelope.Shape shape;

    public ResponseParser(Envelope.Shape shape) {
        this.shape = shape;
    }

    public List<Transformed> parse(byte[] response, List<DeliveryRecord> batch, int attempts, Instant ended) {
        Map<String, JsonNode> answers = new HashMap<>();
        Set<String> twice = new HashSet<>();
        if (!read(response, answers, twice)) {
            return failAll(batch, LambdaErrors.notTheProtocol(), attempts, ended);
        }
        List<Transformed> results = new ArrayList<>(batch.size());
        for (DeliveryRecord record : batch) {
            String id = record.origin().id();
            JsonNode answer = answers.get(id);
            try {
                if (answer == null) {
                    throw new Rejected(LambdaErrors.missingRecordId());
                }
                if (twice.contains(id)) {
                    throw new Rejected(LambdaErrors.duplicatedRecordId());
                }
                results.add(result(record, answer));
            } catch (Rejected e) {
                results.add(new Transformed.Failed(record, e.failure, attempts, ended));
            }
        }
        return results;
    }

    static List<Transformed> failAll(List<DeliveryRecord> batch, Failure failure, int attempts, Instant ended) {
        List<Transformed> results = new ArrayList<>(batch.size());
        for (DeliveryRecord record : batch) {
            results.add(new Transformed.Failed(record, failure, attempts, ended));
        }
        return results;
    }

    private static boolean read(byte[] response, Map<String, JsonNode> answers, Set<String> twice) {
        JsonNode records;
        try {
            records = JSON.readTree(response).path("records");
        } catch (IOException e) {
            return false;
        }
        if (!records.isArray()) {
            return false;
        }
        for (JsonNode answer : records) {
            JsonNode id = answer.path("recordId");
            if (!id.isTextual()) {
                return false;
            }
            if (answers.putIfAbsent(id.textValue(), answer) != null) {
                twice.add(id.textValue());
            }
        }
        return true;
    }

    private Transformed result(DeliveryRecord record, JsonNode answer) throws Rejected {
        return switch (answer.path("result").asText()) {
            case "Ok" -> ok(record, answer);
            case "Dropped" -> new Transformed.Dropped(record);
            case "ProcessingFailed" -> throw new Rejected(LambdaErrors.processingFailed());
            default -> throw new Rejected(LambdaErrors.notTheProtocol());
        };
    }

    private Transformed ok(DeliveryRecord record, JsonNode answer) throws Rejected {
        JsonNode metadata = answer.path("metadata");
        DeliveryRecord changed = record.withData(data(answer));
        JsonNode keys = metadata.path("partitionKeys");
        if (!absent(keys)) {
            changed = changed.withTransformKeys(keys(keys));
        }
        JsonNode table = metadata.path("otfMetadata");
        return new Transformed.Ok(changed, absent(table) ? TableRoute.NONE : route(table));
    }

    private byte[] data(JsonNode answer) throws Rejected {
        JsonNode data = answer.path(shape.dataField());
        if (data.isMissingNode()) {
            // a function written for the other kind of source
            data = answer.path(shape.otherDataField());
        }
        if (!data.isTextual()) {
            throw new Rejected(LambdaErrors.notTheProtocol());
        }
        try {
            return Base64.getDecoder().decode(data.textValue());
        } catch (IllegalArgumentException e) {
            throw new Rejected(LambdaErrors.functionError());
        }
    }

    /** A key that is null stays, as an empty one: what asks for it then says that it is empty. */
    private static Map<String, String> keys(JsonNode keys) throws Rejected {
        if (!keys.isObject()) {
            throw new Rejected(LambdaErrors.notTheProtocol());
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> key : keys.properties()) {
            if (!key.getValue().isValueNode()) {
                throw new Rejected(LambdaErrors.notTheProtocol());
            }
            values.put(
                    key.getKey(), key.getValue().isNull() ? "" : key.getValue().asText());
        }
        return values;
    }

    private static TableRoute route(JsonNode table) throws Rejected {
        Optional<String> operation = text(table.path("operation"));
        try {
            return new TableRoute(
                    text(table.path("destinationDatabaseName")),
                    text(table.path("destinationTableName")),
                    operation.map(name -> TableRoute.Operation.valueOf(name.toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            throw new Rejected(LambdaErrors.notTheProtocol());
        }
    }

    private static Optional<String> text(JsonNode value) throws Rejected {
        if (absent(value)) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Rejected(LambdaErrors.notTheProtocol());
        }
        return value.textValue().isEmpty() ? Optional.empty() : Optional.of(value.textValue());
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** Ends the reading of one record's answer. */
    private static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        private Rejected(Failure failure) {
            super(failure.code(), null, false, false);
            this.failure = failure;
        }
    }
}
