package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from text. Its entries keep their order. */
record MapShape(Rules rules, TextShape key, Shape value, int longest) implements Shape {

    @Override
    public Object read(Body body, Violations violations) throws IOException {
        JsonParser parser = body.parser();
        if (!parser.isExpectedStartObjectToken()) {
            throw WrongType.ofCollection(parser.currentToken(), "Expected map or null");
        }
        int start = violations.count();
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        while (Tokens.nextBefore(JsonToken.END_OBJECT, parser)) {
            String name = TextShape.wellFormed(parser.currentName());
            int mark = violations.count();
            @Nullable Object entry = null;
            if (Tokens.next(parser) == JsonToken.VALUE_NULL) {
                violations.addMissing(name + ".member");
            } else {
                entry = value.read(body, violations);
                violations.putUnder(name + ".member", mark);
            }
            violations.trimSince(start);
            if (entries.size() - ListShape.KEPT_BEYOND <= longest) {
                entries.put(name, entry);
            }
        }
        return entries;
    }

    @Override
    public void check(String path, Object raw, Violations violations) {
        rules.check(path, raw, violations);
        Map<?, ?> entries = (Map<?, ?>) raw;
        Rules keys = key.rules();
        if (!entries.keySet().stream().allMatch(keys::hold)) {
            violations.add(path, raw, "Map keys must satisfy constraint: " + keys.inBrackets());
        }
        Rules values = value.rules();
        for (Object entry : entries.values()) {
            if (entry != null && !values.hold(entry)) {
                violations.add(path, raw, "Map value must satisfy constraint: " + values.inBrackets());
                return;
            }
        }
    }

    @Override
    public Object convert(Object raw) {
        Map<Object, Object> converted = new LinkedHashMap<>();
        ((Map<?, ?>) raw).forEach((name, entry) -> converted.put(key.convert(name), value.convert(entry)));
        return Collections.unmodifiableMap(converted);
    }
}
