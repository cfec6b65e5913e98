package io.millrace.server.dynamodbstreams.change;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The envelope of a change, with its schema or without. */
public final class Envelope {

    private @Nullable String op;
    private @Nullable String before;
    private @Nullable String after;
    private final Map<String, String> source = new HashMap<>();

    private Envelope() {}

    /**
     * Empty for what is no change by design: a tombstone.
     *
     * @throws ForeignRecordException if it is no envelope
     */
    public static Optional<Envelope> read(ByteBuffer value) throws ForeignRecordException {
        if (!value.hasRemaining()) {
            return Optional.empty();
        }
        try (JsonParser parser = parser(value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ForeignRecordException("its value is not an envelope");
            }
            Envelope envelope = new Envelope();
            if (!envelope.readFields(parser)) {
                return Optional.empty();
            }
            if (envelope.op == null) {
                throw new ForeignRecordException("its value has no op");
            }
            return Optional.of(envelope);
        } catch (IOException e) {
            throw new ForeignRecordException("its value is not JSON");
        }
    }

    private static JsonParser parser(ByteBuffer value) throws IOException {
        if (value.hasArray()) {
            return Json.FACTORY.createParser(value.array(), value.arrayOffset() + value.position(), value.remaining());
        }
        byte[] copy = new byte[value.remaining()];
        value.duplicate().get(copy);
        return Json.FACTORY.createParser(copy);
    }

    /** False if there is nothing behind a schema. */
    private boolean readFields(JsonParser parser) throws IOException, ForeignRecordException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "payload" -> {
                    if (token == JsonToken.VALUE_NULL) {
                        return false;
                    }
                    if (token == JsonToken.START_OBJECT) {
                        readFields(parser);
                    }
                }
                case "op" -> op = parser.getText();
                case "before" -> before = image(parser);
                case "after" -> after = image(parser);
                case "source" -> readSource(parser);
                default -> parser.skipChildren();
            }
        }
        return true;
    }

    private static @Nullable String image(JsonParser parser) throws IOException, ForeignRecordException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            default -> throw new ForeignRecordException("its images are not texts: value.layout is not dynamodb_json");
        };
    }

    private void readSource(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                source.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Such as {@code c}. */
    String op() {
        return op == null ? "" : op;
    }

    Optional<String> before() {
        return Optional.ofNullable(before);
    }

    Optional<String> after() {
        return Optional.ofNullable(after);
    }

    /** A field of the source. */
    Optional<String> source(String name) {
        return Optional.ofNullable(source.get(name));
    }

    /** What the stream shows; empty of what was scanned. */
    public Optional<String> viewType() {
        return source("stream_view_type");
    }
}
