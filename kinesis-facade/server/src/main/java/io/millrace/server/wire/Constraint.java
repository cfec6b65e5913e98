package io.millrace.server.wire;

import io.millrace.server.wire.Rule.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the service's model demands of a member's value. To be imported statically: the factories read as the model does. */
public final class Constraint {

    private final List<Rule> rules;

    private Constraint(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Characters of a text, bytes of a blob, elements of a list, entries of a map; both bounds inclusive. */
    public static Constraint length(int min, int max) {
        List<Rule> rules = new ArrayList<>(2);
        if (min > 0) {
            rules.add(new Rule(
                    Kind.AT_LEAST,
                    "Member must have length greater than or equal to " + min,
                    value -> lengthOf(value) >= min));
        }
        if (max < Integer.MAX_VALUE) {
            rules.add(new Rule(
                    Kind.AT_MOST,
                    "Member must have length less than or equal to " + max,
                    value -> lengthOf(value) <= max));
        }
        return new Constraint(rules);
    }

    /** The whole text must match. */
    public static Constraint pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new Constraint(List.of(new Rule(
                Kind.PATTERN,
                "Member must satisfy regular expression pattern: " + regex,
                value -> pattern.matcher((String) value).matches())));
    }

    public static Constraint oneOf(String... values) {
        Set<String> allowed = Set.of(values);
        return new Constraint(List.of(new Rule(
                Kind.ONE_OF,
                "Member must satisfy enum value set: [" + String.join(", ", values) + "]",
                value -> allowed.contains((String) value))));
    }

    static Constraint range(long min, long max) {
        List<Rule> rules = new ArrayList<>(2);
        if (min > Long.MIN_VALUE) {
            rules.add(new Rule(
                    Kind.AT_LEAST,
                    "Member must have value greater than or equal to " + min,
                    value -> ((Number) value).doubleValue() >= min));
        }
        if (max < Long.MAX_VALUE) {
            rules.add(new Rule(
                    Kind.AT_MOST,
                    "Member must have value less than or equal to " + max,
                    value -> ((Number) value).doubleValue() <= max));
        }
        return new Constraint(rules);
    }

    List<Rule> rules() {
        return rules;
    }

    private static int lengthOf(Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        }
        if (value instanceof byte[] blob) {
            return blob.length;
        }
        if (value instanceof Collection<?> list) {
            return list.size();
        }
        return ((Map<?, ?>) value).size();
    }
}
