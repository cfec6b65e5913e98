package io.millrace.firehose.keys;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Output;
import org.jspecify.annotations.Nullable;

/** Takes the one result of a query, and ends a query that makes another: it might make them for ever. */
final class OnlyResult implements Output {

    private @Nullable JsonNode value;

    /** Nothing if the query made nothing. */
    @Nullable
    JsonNode value() {
        return value;
    }

    @Override
    public void emit(JsonNode result) {
        if (value != null) {
            throw new AnotherException();
        }
        value = result;
    }

    /** None of jq's, which a query could catch. */
    static final class AnotherException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private AnotherException() {
            super("the query made another result", null, false, false);
        }
    }
}
