package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list. Elements that are structures are reported one by one, others all together as the list's value. */
record ListShape(Rules rules, Shape element, int longest) implements Shape {

    /** How many elements beyond the allowed ones are kept for the message: a bound on memory, not on the message. */
    static final int KEPT_BEYOND = 1_000;

    @Override
    public Object read(Body body, Violations violations) throws IOException {
        JsonParser parser = body.parser();
        if (!parser.isExpectedStartArrayToken()) {
            throw WrongType.ofCollection(parser.currentToken(), "Expected list or null");
        }
        int start = violations.count();
        List<@Nullable Object> elements = new ArrayList<>();
        for (int number = 1; Tokens.nextBefore(JsonToken.END_ARRAY, parser); number++) {
            int mark = violations.count();
            @Nullable Object value = null;
            if (parser.hasToken(JsonToken.VALUE_NULL)) {
                violations.addMissing(number + ".member");
            } else {
                value = element.read(body, violations);
                violations.putUnder(number + ".member", mark);
            }
            violations.trimSince(start);
            if (elements.size() - KEPT_BEYOND <= longest) {
                elements.add(value);
            }
        }
        return elements;
    }

    @Override
    public void check(String path, Object raw, Violations violations) {
        rules.check(path, raw, violations);
        Rules each = element.rules();
        for (Object value : (List<?>) raw) {
            if (value != null && !each.hold(value)) {
                violations.add(path, raw, "Member must satisfy constraint: " + each.inBrackets());
                return;
            }
        }
    }

    @Override
    public Object convert(Object raw) {
        List<?> elements = (List<?>) raw;
        Object[] converted = new Object[elements.size()];
        for (int i = 0; i < converted.length; i++) {
            converted[i] = element.convert(elements.get(i));
        }
        return List.of(converted);
    }
}
