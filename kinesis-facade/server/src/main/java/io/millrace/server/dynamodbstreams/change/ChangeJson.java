package io.millrace.server.dynamodbstreams.change;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.server.kafka.StoredRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A record of a topic as the JSON of the service's.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
public final class ChangeJson {

    private ChangeJson() {}

    /**
     * Empty for what no stream has: tombstones, items that were scanned, messages.
     *
     * @throws ForeignRecordException if it is not the change capture's
     */
    public static Optional<byte[]> of(StoredRecord stored, String sequenceNumber) throws ForeignRecordException {
        Optional<Envelope> envelope = Envelope.read(stored.data());
        Optional<String> eventName = envelope.flatMap(found -> eventName(found.op()));
        if (eventName.isEmpty()) {
            return Optional.empty();
        }
        ByteArrayOutputStream json =
                new ByteArrayOutputStream(512 + stored.data().remaining());
        try (JsonGenerator generator = Json.FACTORY.createGenerator(json)) {
            write(generator, stored, envelope.get(), eventName.get(), sequenceNumber);
        } catch (IOException e) {
            throw new ForeignRecordException("its images are not items in DynamoDB's JSON");
        }
        return Optional.of(json.toByteArray());
    }

    private static Optional<String> eventName(String op) {
        return switch (op) {
            case "c" -> Optional.of("INSERT");
            case "u" -> Optional.of("MODIFY");
            case "d" -> Optional.of("REMOVE");
            default -> Optional.empty();
        };
    }

    private static void write(
            JsonGenerator generator, StoredRecord stored, Envelope envelope, String eventName, String sequenceNumber)
            throws IOException, ForeignRecordException {
        String view = required(envelope, "stream_view_type");
        boolean removed = eventName.equals("REMOVE");
        String image = (removed ? envelope.before() : envelope.after())
                .orElseThrow(() -> new ForeignRecordException("it has no image"));
        generator.writeStartObject();
        generator.writeStringField("eventID", required(envelope, "event_id"));
        generator.writeStringField("eventName", eventName);
        generator.writeStringField("eventVersion", required(envelope, "event_version"));
        generator.writeStringField("eventSource", "aws:dynamodb");
        generator.writeStringField("awsRegion", required(envelope, "aws_region"));
        generator.writeObjectFieldStart("dynamodb");
        generator.writeNumberField("ApproximateCreationDateTime", Math.floorDiv(number(envelope, "ts_ms"), 1000L));
        generator.writeFieldName("Keys");
        writeKeys(generator, image, KeyNames.of(stored.key()));
        if (!removed && (view.equals("NEW_IMAGE") || view.equals("NEW_AND_OLD_IMAGES"))) {
            generator.writeFieldName("NewImage");
            copy(generator, image);
        }
        if (envelope.before().isPresent() && (view.equals("OLD_IMAGE") || view.equals("NEW_AND_OLD_IMAGES"))) {
            generator.writeFieldName("OldImage");
            copy(generator, envelope.before().get());
        }
        generator.writeStringField("SequenceNumber", sequenceNumber);
        generator.writeNumberField("SizeBytes", number(envelope, "size_bytes"));
        generator.writeStringField("StreamViewType", view);
        generator.writeEndObject();
        writeIdentity(generator, envelope);
        generator.writeEndObject();
    }

    private static void writeIdentity(JsonGenerator generator, Envelope envelope) throws IOException {
        Optional<String> type = envelope.source("user_identity_type");
        Optional<String> principal = envelope.source("user_identity_principal_id");
        if (type.isPresent() && principal.isPresent()) {
            generator.writeObjectFieldStart("userIdentity");
            generator.writeStringField("PrincipalId", principal.get());
            generator.writeStringField("Type", type.get());
            generator.writeEndObject();
        }
    }

    /** The record's key has no types, but each image has at least the keys. */
    private static void writeKeys(JsonGenerator generator, String image, Iterable<String> names)
            throws IOException, ForeignRecordException {
        Set<String> missing = new HashSet<>();
        names.forEach(missing::add);
        generator.writeStartObject();
        try (JsonParser parser = item(image)) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (missing.remove(name)) {
                    generator.writeFieldName(name);
                    generator.copyCurrentStructure(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        generator.writeEndObject();
        if (!missing.isEmpty()) {
            throw new ForeignRecordException("its image lacks an attribute of its key");
        }
    }

    private static void copy(JsonGenerator generator, String image) throws IOException, ForeignRecordException {
        try (JsonParser parser = item(image)) {
            generator.copyCurrentStructure(parser);
        }
    }

    private static JsonParser item(String image) throws IOException, ForeignRecordException {
        JsonParser parser = Json.FACTORY.createParser(image);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.close();
            throw new ForeignRecordException("its images are not items in DynamoDB's JSON");
        }
        return parser;
    }

    private static String required(Envelope envelope, String field) throws ForeignRecordException {
        return envelope.source(field).orElseThrow(() -> new ForeignRecordException("its source has no " + field));
    }

    private static long number(Envelope envelope, String field) throws ForeignRecordException {
        try {
            return Long.parseLong(required(envelope, field));
        } catch (NumberFormatException e) {
            throw new ForeignRecordException("its source's " + field + " is not a number");
        }
    }
}
