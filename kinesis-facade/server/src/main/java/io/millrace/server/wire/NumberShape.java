package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * An {@code Integer} or a {@code Long}. As the service does it, decimals are cut to whole numbers; what lies outside the type
 * becomes its nearest bound, so that it is reported as out of the member's range and never wraps to a number within.
 */
record NumberShape(Rules rules, boolean isLong) implements Shape {

    @Override
    public Object read(Body body, Violations violations) throws IOException {
        long value = readLong(body.parser());
        if (isLong) {
            return value;
        }
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    private long readLong(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return switch (parser.getNumberType()) {
                case INT, LONG -> parser.getLongValue();
                default -> parser.getBigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            };
        }
        if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            double value = parser.getDoubleValue();
            if (!Double.isNaN(value)) {
                return (long) value;
            }
        }
        throw WrongType.of(parser.currentToken(), isLong ? "a Long" : "an Integer");
    }
}
