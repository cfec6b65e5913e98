package io.millrace.dynamodb.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes as "Kinesis Data Streams for DynamoDB" sends them, for consumers of that feed. An item that was scanned is an INSERT.
 * See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds_using-shards-and-metrics.html.
 */
public final class KinesisLayout {

    private static final JsonFactory FACTORY = new JsonFactory();

    private KinesisLayout() {}

    public static String write(String table, Change change) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField(
                    "awsRegion", change.origin().map(StreamOrigin::region).orElse(""));
            generator.writeStringField(
                    "eventID", change.origin().map(StreamOrigin::eventId).orElseGet(() -> scannedId(table, change)));
            generator.writeStringField("eventName", change.kind().eventName());
            identity(generator, change.origin().flatMap(StreamOrigin::identity));
            generator.writeStringField("recordFormat", "application/json");
            generator.writeStringField("tableName", table);
            generator.writeObjectFieldStart("dynamodb");
            generator.writeNumberField(
                    "ApproximateCreationDateTime", change.created().toEpochMilli());
            item(generator, "Keys", Optional.of(change.keys()));
            item(generator, "NewImage", change.newImage());
            item(generator, "OldImage", change.oldImage());
            generator.writeNumberField(
                    "SizeBytes", change.origin().map(StreamOrigin::sizeBytes).orElse(0L));
            generator.writeEndObject();
            generator.writeStringField("eventSource", "aws:dynamodb");
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The same for the same item of the same scan. */
    private static String scannedId(String table, Change change) {
        String what = table + change.created() + DynamoDbJson.write(change.keys());
        return UUID.nameUUIDFromBytes(what.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    private static void identity(JsonGenerator generator, Optional<StreamOrigin.Identity> identity) throws IOException {
        if (identity.isEmpty()) {
            generator.writeNullField("userIdentity");
            return;
        }
        generator.writeObjectFieldStart("userIdentity");
        generator.writeStringField("principalId", identity.get().principalId());
        generator.writeStringField("type", identity.get().type());
        generator.writeEndObject();
    }

    private static void item(JsonGenerator generator, String name, Optional<Map<String, AttributeValue>> item)
            throws IOException {
        if (item.isPresent()) {
            generator.writeFieldName(name);
            DynamoDbJson.writeItem(generator, item.get());
        }
    }
}
