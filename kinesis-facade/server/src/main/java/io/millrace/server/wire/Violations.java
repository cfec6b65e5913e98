package io.millrace.server.wire;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constraint violations found in one request so far, each with its path from the shape that is being read. */
final class Violations {

    /** The service lists no more than this. */
    private static final int REPORTED = 10;

    private final List<Violation> found = new ArrayList<>(0);

    /** @param value with a space behind it, or nothing of one that is not shown */
    private record Violation(String path, String value, String rule) {

        Violation under(String parent) {
            return new Violation(parent + "." + path, value, rule);
        }

        @Override
        public String toString() {
            return "Value " + value + "at '" + path + "' failed to satisfy constraint: " + rule;
        }
    }

    void add(String path, @Nullable Object value, String rule) {
        found.add(new Violation(path, (value == null ? "null" : "'" + Printed.of(value) + "'") + " ", rule));
    }

    /** Without the value, as the service tells of what its model calls sensitive. */
    void addSensitive(String path, String rule) {
        found.add(new Violation(path, "", rule));
    }

    void addMissing(String path) {
        add(path, null, "Member must not be null");
    }

    /** How many there are: a mark for {@link #putUnder} and {@link #takeSince}. */
    int count() {
        return found.size();
    }

    /** Tells those since a mark that what they speak of lies under a parent. */
    void putUnder(String parent, int mark) {
        for (int i = mark; i < found.size(); i++) {
            found.set(i, found.get(i).under(parent));
        }
    }

    /** Removes those since a mark, for a member whose turn to be reported has not come. */
    Violations takeSince(int mark) {
        List<Violation> tail = found.subList(mark, found.size());
        Violations taken = new Violations();
        taken.found.addAll(tail);
        tail.clear();
        return taken;
    }

    void addAll(Violations more) {
        found.addAll(more.found);
    }

    /** Drops what will not be reported; for moments when those since the mark stand in their final order. */
    void trimSince(int mark) {
        if (found.size() - mark > REPORTED) {
            found.subList(mark + REPORTED, found.size()).clear();
        }
    }

    AwsException asException() {
        List<Violation> reported = found.subList(0, Math.min(REPORTED, found.size()));
        String all = reported.stream().map(Violation::toString).collect(Collectors.joining("; "));
        String message = reported.size() == 1
                ? "1 validation error detected: " + all
                : reported.size() + " validation errors detected: " + all;
        return AwsError.validation(message).asException();
    }
}
