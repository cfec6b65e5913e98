package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.server.operation.AwsError;
import java.io.IOException;
import java.util.function.Function;

/** A string, a text wrapper or an enum. */
record TextShape(Rules rules, Function<String, ?> constructor) implements Shape {

    @Override
    public String read(Body body, Violations violations) throws IOException {
        JsonParser parser = body.parser();
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw WrongType.of(parser.currentToken(), "a String");
        }
        return wellFormed(parser.getText());
    }

    @Override
    public Object convert(Object raw) {
        return constructor.apply((String) raw);
    }

    /** Half a surrogate pair has no UTF-8: such a text could be taken in but never given back. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw AwsError.serialization("").asException();
                }
                i++;
            }
        }
        return text;
    }
}
