package io.millrace.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Records of one service as trees in the service's own names, for who keeps or merges them, and back. */
public final class Documents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestReader reader;
    private final ResponseWriter writer;

    public Documents(Shapes shapes) {
        this.reader = new RequestReader(shapes);
        this.writer = new ResponseWriter(shapes);
    }

    public ObjectNode tree(Record structure) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(structure, WireFormat.JSON, bytes);
            return (ObjectNode) JSON.readTree(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws io.millrace.server.operation.AwsException if it breaks the constraints of the record */
    public <T extends Record> T record(Class<T> type, JsonNode tree) {
        try {
            return reader.read(type, WireFormat.JSON, JSON.writeValueAsBytes(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if the text is not a structure; for texts of our own */
    public static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
