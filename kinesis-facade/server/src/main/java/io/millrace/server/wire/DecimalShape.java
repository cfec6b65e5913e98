package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A {@code Double}. */
record DecimalShape(Rules rules) implements Shape {

    @Override
    public Object read(Body body, Violations violations) throws IOException {
        JsonParser parser = body.parser();
        if (!parser.currentToken().isNumeric() || Double.isNaN(parser.getDoubleValue())) {
            throw WrongType.of(parser.currentToken(), "a Double");
        }
        return parser.getDoubleValue();
    }
}
