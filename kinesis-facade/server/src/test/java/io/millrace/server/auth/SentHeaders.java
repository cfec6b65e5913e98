package io.millrace.server.auth;

import java.util.List;
import java.util.Map;

/** Headers that a test can look at and change. */
record SentHeaders(Map<String, List<String>> byName) implements AuthRequest.Headers {

    /** Those of a request that a test has made. */
    static Map<String, List<String>> of(AuthRequest request) {
        return ((SentHeaders) request.headers()).byName();
    }

    @Override
    public List<String> values(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
