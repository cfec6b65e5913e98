package io.millrace.server.dynamodbstreams.change;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a table's key, in their order, from a record's key: a structure, with its schema or without. */
public final class KeyNames {

    private KeyNames() {}

    public static List<String> of(byte[] key) throws ForeignRecordException {
        try (JsonParser parser = Json.FACTORY.createParser(key)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ForeignRecordException("its key is not a structure");
            }
            List<String> names = names(parser);
            if (names.isEmpty() || names.size() > 2) {
                throw new ForeignRecordException("its key has " + names.size() + " attributes");
            }
            return names;
        } catch (IOException e) {
            throw new ForeignRecordException("its key is not JSON");
        }
    }

    private static List<String> names(JsonParser parser) throws IOException {
        List<String> names = new ArrayList<>(2);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            // No attribute of a key is a structure: this is what stands beside a schema.
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("payload")) {
                return names(parser);
            }
            parser.skipChildren();
            names.add(name);
        }
        return names;
    }
}
