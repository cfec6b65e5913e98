package io.millrace.firehose.keys;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.ErrorType;
import io.millrace.firehose.record.Failure;
import io.millrace.firehose.step.Step;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Finds a record's partition keys with jq. The query makes one object, each of whose fields is a key. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html">Partition keys</a>
 */
public final class MetadataExtraction implements Step {

    static final String CODE = "DynamicPartitioning.MetadataExtractionFailed";
    static final String NOT_ONE = "The query did not make one object.";
    static final String EMPTY = "partitionKeys values must not be null or empty";

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final String text;
    private final JsonQuery query;
    private final Effort effort = new Effort();
    private final Scope functions = functions(effort);

    /**
     * @param text the parameter MetadataExtractionQuery
     * @throws IllegalArgumentException if it is not jq
     */
    public MetadataExtraction(String text) {
        this.text = text;
        try {
            query = bounded(JsonQuery.compile(text, Versions.JQ_1_6));
        } catch (JsonQueryException e) {
            throw new IllegalArgumentException(
                    "MetadataExtractionQuery: it is not jq 1.6 (" + e.getMessage()
                            + "): write one object, for example {customer_id: .customer_id}",
                    e);
        }
    }

    private static JsonQuery bounded(JsonQuery query) throws JsonQueryException {
        String text = query.toString();
        if (text.contains(" *= ")) {
            throw new JsonQueryException("*= is not known here, write .a = .a * 2");
        }
        return JsonQuery.compile(BoundedText.of(text), Versions.JQ_1_6);
    }

    /** The keys that it makes, if its text shows them. */
    public Optional<Set<String>> declaredKeys() {
        return DeclaredKeys.of(text);
    }

    private static Scope functions(Effort effort) {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        JqDates.addTo(scope);
        BoundedFunctions.addTo(scope, effort);
        // the worker's environment is nobody's partition key
        JsonNode nothing = scope.getObjectMapper().createObjectNode();
        scope.addFunction("env", 0, (at, args, in, path, out, version) -> out.emit(nothing, null));
        scope.setValue("ENV", nothing);
        return scope;
    }

    @Override
    public void apply(DeliveryRecord in, Output out) {
        OnlyResult result = new OnlyResult();
        try {
            JsonNode document = JSON.readValue(in.data());
            Scope scope = Scope.newChildScope(functions);
            JqDates.setNow(scope, in.origin().arrival());
            effort.begin();
            query.apply(scope, document, result);
        } catch (OnlyResult.AnotherException e) {
            fail(in, NOT_ONE, out);
            return;
        } catch (StackOverflowError e) {
            // a query that calls itself for ever, or that goes deep into a record
            fail(in, "The query failed: it calls itself too often", out);
            return;
        } catch (JsonQueryException e) {
            fail(in, "The query failed: " + e.getMessage(), out);
            return;
        } catch (IOException e) {
            fail(in, "The record is not one JSON document.", out);
            return;
        } catch (RuntimeException e) {
            // what a library throws at one record must not stop the others
            fail(in, "The query failed: " + e, out);
            return;
        }
        JsonNode object = result.value();
        if (object == null || !object.isObject()) {
            fail(in, NOT_ONE, out);
            return;
        }
        Map<String, String> keys = keys(object);
        if (keys.isEmpty()) {
            fail(in, EMPTY, out);
        } else {
            out.emit(in.withQueryKeys(keys));
        }
    }

    /** Nothing if a value cannot be a key. */
    private static Map<String, String> keys(JsonNode object) {
        Map<String, String> keys = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String text = text(field.getValue());
            if (text.isEmpty()) {
                return Map.of();
            }
            keys.put(field.getKey(), text);
        }
        return keys;
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isContainerNode()) {
            return "";
        }
        if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.asText();
    }

    private static void fail(DeliveryRecord in, String message, Output out) {
        out.fail(in, new Failure(ErrorType.PROCESSING_FAILED, CODE, message));
    }
}
