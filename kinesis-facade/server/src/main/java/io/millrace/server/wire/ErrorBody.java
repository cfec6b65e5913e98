package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.server.operation.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * An error as a body: {@code {"__type": "ResourceNotFoundException", "message": "..."}}.
 *
 * <p>Two habits of the service that clients have learned: a SerializationException says {@code Message}, and where there is
 * nothing to say (an UnknownOperationException, a body that is not JSON) there is no message at all.
 */
public final class ErrorBody {

    private ErrorBody() {}

    public static byte[] of(AwsError error, WireFormat format) {
        return of(error, format, ErrorTypes.PLAIN);
    }

    public static byte[] of(AwsError error, WireFormat format, ErrorTypes types) {
        ByteArrayOutputStream body =
                new ByteArrayOutputStream(128 + error.message().length());
        try {
            write(error, format, types, body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return body.toByteArray();
    }

    /** Writes to a stream and leaves it open. */
    public static void write(AwsError error, WireFormat format, OutputStream out) throws IOException {
        write(error, format, ErrorTypes.PLAIN, out);
    }

    private static void write(AwsError error, WireFormat format, ErrorTypes types, OutputStream out)
            throws IOException {
        try (JsonGenerator generator = format.factory().createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.writeStartObject();
            String type = types.of(error);
            generator.writeStringField("__type", type);
            if (!error.message().isEmpty() && !type.equals("UnknownOperationException")) {
                generator.writeStringField(messageKey(error), error.message());
            }
            generator.writeEndObject();
        }
    }

    private static String messageKey(AwsError error) {
        return error.code().equals("SerializationException") ? "Message" : "message";
    }
}
