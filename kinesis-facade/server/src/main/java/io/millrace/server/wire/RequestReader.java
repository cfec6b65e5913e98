package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes records of request bodies, as the service does it: unknown members are ignored, null is as good as absent, a value of
 * the wrong type is a SerializationException, and all violated constraints are told together in one ValidationException.
 *
 * <p>Whatever the bytes are, nothing but an {@link AwsException} comes out.
 */
public final class RequestReader {

    private final ShapeCompiler compiler;
    private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

    public RequestReader(Shapes shapes) {
        this.compiler = new ShapeCompiler(shapes);
    }

    /**
     * Learns a shape, which otherwise happens with its first request.
     *
     * @throws IllegalArgumentException if requests of this shape cannot be read
     */
    public RequestReader prepare(Class<? extends Record> type) {
        shapes.computeIfAbsent(type, compiler::compile);
        return this;
    }

    /** Reads the remaining bytes of a buffer, which keeps its position. If it has an array, that is not copied. */
    public <T extends Record> T read(Class<T> type, WireFormat format, ByteBuffer body) {
        return read(type, () -> Body.of(body, format));
    }

    public <T extends Record> T read(Class<T> type, WireFormat format, byte[] body) {
        return read(type, format, ByteBuffer.wrap(body));
    }

    /** Reads and closes a stream. An error of the stream counts as one of the body. */
    public <T extends Record> T read(Class<T> type, WireFormat format, InputStream body) {
        return read(type, () -> Body.of(body, format));
    }

    private <T extends Record> T read(Class<T> type, Opening opening) {
        RecordShape shape = shapes.computeIfAbsent(type, compiler::compile);
        Violations violations = new Violations();
        Object result;
        try (Body body = opening.open()) {
            JsonToken first = body.parser().nextToken();
            if (first == JsonToken.START_ARRAY) {
                throw WrongType.of(first, "");
            }
            if (first != JsonToken.START_OBJECT) {
                throw malformed();
            }
            result = shape.read(body, violations);
            if (body.parser().nextToken() != null) {
                throw malformed();
            }
        } catch (IOException e) {
            throw malformed();
        }
        if (violations.count() > 0) {
            throw violations.asException();
        }
        return type.cast(result);
    }

    /** The service says no more than this of a body that is not what its content type promises. */
    private static AwsException malformed() {
        return AwsError.serialization("").asException();
    }

    private interface Opening {
        Body open() throws IOException;
    }
}
