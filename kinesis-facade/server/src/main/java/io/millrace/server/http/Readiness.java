package io.millrace.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Whether the server can do its work, by named checks that look at what is known and do not wait. */
public final class Readiness {

    private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentHashMap<>();

    /** @param check the reason why not, or empty if all is well */
    public Readiness add(String name, Supplier<Optional<String>> check) {
        checks.put(name, check);
        return this;
    }

    /** By name, why the server is not ready; empty if it is. */
    public Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        new TreeMap<>(checks).forEach((name, check) -> reason(check).ifPresent(reason -> reasons.put(name, reason)));
        return reasons;
    }

    private static Optional<String> reason(Supplier<Optional<String>> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Optional.of(e.toString());
        }
    }
}
