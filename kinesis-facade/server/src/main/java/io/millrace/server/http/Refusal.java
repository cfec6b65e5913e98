package io.millrace.server.http;

import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.ErrorBody;
import io.millrace.server.wire.ErrorTypes;
import io.millrace.server.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An error, rendered.
 *
 * @param contentType absent from the answers in XML, as the service leaves it out there
 */
record Refusal(String code, int status, Optional<String> contentType, byte[] body) {

    /** An error of an operation, in the request's format and with the service's name for it. */
    static Refusal of(AwsError error, WireFormat format, ErrorTypes types) {
        String type = types.of(error);
        return new Refusal(
                type.substring(type.indexOf('#') + 1),
                error.status(),
                Optional.of(format.contentType()),
                ErrorBody.of(error, format, types));
    }

    /** The service's answer to what is not a call at all: it cannot tell in which format it would be understood. */
    static Refusal xml(AwsError error) {
        String body = error.message().isEmpty()
                ? "<" + error.code() + "/>\n"
                : "<" + error.code() + ">\n  <Message>" + escape(error.message()) + "</Message>\n</" + error.code()
                        + ">\n";
        return new Refusal(error.code(), error.status(), Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
