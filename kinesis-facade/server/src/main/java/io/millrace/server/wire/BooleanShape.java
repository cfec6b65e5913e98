package io.millrace.server.wire;

/** A {@code Boolean}: nothing else will do. */
record BooleanShape() implements Shape {

    @Override
    public Object read(Body body, Violations violations) {
        return switch (body.parser().currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw WrongType.of(body.parser().currentToken(), "a Boolean");
        };
    }
}
