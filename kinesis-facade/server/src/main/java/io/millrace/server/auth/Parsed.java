package io.millrace.server.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what texts mean that come with every request of a client. Strangers fill it too, so it takes short texts only and starts
 * again when it is full.
 */
final class Parsed<T> {

    static final int LIMIT = 1_000;
    private static final int LONGEST = 512;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> parse;

    Parsed(Function<String, T> parse) {
        this.parse = parse;
    }

    /** What the text means; what the parser throws is thrown each time. */
    T of(String text) {
        T before = known.get(text);
        if (before != null) {
            return before;
        }
        T parsed = parse.apply(text);
        if (text.length() <= LONGEST) {
            if (known.size() >= LIMIT) {
                known.clear();
            }
            known.put(text, parsed);
        }
        return parsed;
    }

    int size() {
        return known.size();
    }
}
