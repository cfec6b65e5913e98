package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;

record BooleanShape() implements Shape {

    @Override
    public Object read(JsonParser parser, WireFormat format, Violations violations) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw WrongType.of(parser.currentToken(), "a Boolean");
        };
    }
}
