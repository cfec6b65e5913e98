package io.millrace.server.dynamodbstreams.change;

import com.fasterxml.jackson.core.JsonFactory;

/** How the room reads and writes JSON. */
final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}
}
