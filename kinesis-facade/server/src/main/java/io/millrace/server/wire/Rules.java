package io.millrace.server.wire;

import io.millrace.server.wire.Rule.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All rules of one member, in the order of reporting. */
final class Rules {

    static final Rules NONE = new Rules(List.of(), false);

    private final List<Rule> ordered;
    private final boolean sensitive;

    private Rules(List<Rule> ordered, boolean sensitive) {
        this.ordered = List.copyOf(ordered);
        this.sensitive = sensitive;
    }

    static Rules of(List<Constraint> constraints) {
        return new Rules(
                constraints.stream()
                        .flatMap(constraint -> constraint.rules().stream())
                        .sorted(Comparator.comparing(Rule::kind))
                        .toList(),
                false);
    }

    /** The same, of a value that is not to be shown. */
    Rules ofSensitive() {
        return new Rules(ordered, true);
    }

    Rules and(Rules more) {
        List<Rule> both = new ArrayList<>(ordered);
        both.addAll(more.ordered);
        both.sort(Comparator.comparing(Rule::kind));
        return new Rules(both, sensitive || more.sensitive);
    }

    boolean hold(Object value) {
        // From the end: what is too long is never matched against a pattern, whose time may grow faster than the text.
        for (int i = ordered.size() - 1; i >= 0; i--) {
            if (!ordered.get(i).holds().test(value)) {
                return false;
            }
        }
        return true;
    }

    /** Reports what does not hold of the member at a path. */
    void check(String path, Object value, Violations violations) {
        if (hold(value)) {
            return;
        }
        for (Rule rule : ordered) {
            if (rule.kind() == Kind.AT_MOST && !rule.holds().test(value)) {
                report(rule, path, value, violations);
                return;
            }
        }
        for (Rule rule : ordered) {
            if (!rule.holds().test(value)) {
                report(rule, path, value, violations);
            }
        }
    }

    private void report(Rule rule, String path, Object value, Violations violations) {
        if (sensitive) {
            violations.addSensitive(path, rule.text());
        } else {
            violations.add(path, value, rule.text());
        }
    }

    /** All rules at once, as the service tells them of a list's or map's members: {@code [rule, rule]}. */
    String inBrackets() {
        List<Rule> reversed = new ArrayList<>(ordered);
        Collections.reverse(reversed);
        return reversed.stream().map(Rule::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
