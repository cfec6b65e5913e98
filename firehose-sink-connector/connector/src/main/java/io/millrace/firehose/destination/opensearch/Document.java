package io.millrace.firehose.destination.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.firehose.json.JsonSpan;
import io.millrace.firehose.json.MalformedJsonException;
import io.millrace.firehose.record.DeliveryRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A record that is one JSON object, on its way to an index.
 *
 * @param action the line that goes before it in a bulk request, with its line end
 * @param object where it is in the record's data
 */
record Document(DeliveryRecord record, byte[] action, JsonSpan object) {

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws MalformedJsonException if the record is anything but one object */
    static Document of(DeliveryRecord record, OpenSearchSettings settings) throws MalformedJsonException {
        List<JsonSpan> found = JsonSpan.in(record.data());
        if (found.size() != 1 || found.get(0).first() != JsonToken.START_OBJECT) {
            throw new MalformedJsonException("it is not one JSON object");
        }
        return new Document(record, action(record, settings), found.get(0));
    }

    /** What it takes in a request, at most. */
    int size() {
        return action.length + object.to() - object.from() + 1;
    }

    void write(OutputStream out) throws IOException {
        out.write(action);
        object.writeLine(record.data(), out);
    }

    private static byte[] action(DeliveryRecord record, OpenSearchSettings settings) {
        var line = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeObjectFieldStart("index");
            json.writeStringField("_index", settings.indexOf(record.origin()));
            Optional<String> id = settings.documentIdOf(record.origin());
            if (id.isPresent()) {
                json.writeStringField("_id", id.get());
            }
            if (!settings.type().isEmpty()) {
                json.writeStringField("_type", settings.type());
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }
}
