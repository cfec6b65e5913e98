package io.millrace.firehose.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * A version of a subject, as a registry tells it.
 *
 * @param schema the text of an Avro schema that needs no other
 */
record RegisteredSchema(int version, String schema) {

    private static final JsonMapper JSON = new JsonMapper();

    static RegisteredSchema parse(byte[] answer) throws RegistryException {
        JsonNode body;
        try {
            body = JSON.readTree(answer);
        } catch (IOException e) {
            throw new RegistryException("it did not answer in JSON", e);
        }
        JsonNode schema = body.path("schema");
        if (!schema.isTextual() || !body.path("version").isInt()) {
            throw new RegistryException("its answer has no schema and version");
        }
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new RegistryException("the schema is " + type + ", and only AVRO is understood");
        }
        if (!body.path("references").isEmpty()) {
            throw new RegistryException("the schema refers to others, which is not supported: register it whole");
        }
        return new RegisteredSchema(body.path("version").intValue(), schema.textValue());
    }
}
