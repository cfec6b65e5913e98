package io.millrace.server.dynamodbstreams.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** How the room reads and writes JSON. */
final class Json {

    /** Of an attribute, in bytes: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html. */
    private static final int LONGEST_NAME = 64 * 1024;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNameLength(LONGEST_NAME).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}
}
