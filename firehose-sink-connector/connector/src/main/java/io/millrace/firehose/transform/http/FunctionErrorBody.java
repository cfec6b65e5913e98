package io.millrace.firehose.transform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The type of a function's error: {@code {"errorMessage": .., "errorType": ..}}.
 *
 * <p>Lambda announces an error in a header. The runtime interface emulator does not, and its answer is known by its shape alone.
 */
final class FunctionErrorBody {

    private static final JsonMapper JSON = new JsonMapper();
    /** Errors are small; no large answer is read twice. */
    private static final int LARGEST = 256 << 10;

    private static final String UNKNOWN = "Unknown";

    private FunctionErrorBody() {}

    /** Null where the body is no error. */
    static @Nullable String type(byte[] body, boolean declared) {
        JsonNode error = body.length <= LARGEST ? read(body) : JSON.missingNode();
        boolean looksLikeOne = error.has("errorMessage") && !error.has("records");
        if (!declared && !looksLikeOne) {
            return null;
        }
        String type = error.path("errorType").asText(UNKNOWN);
        return type.isEmpty() ? UNKNOWN : type;
    }

    static boolean isTimeout(String type) {
        return type.equals("Sandbox.Timedout") || type.equals("Function.Timeout");
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
