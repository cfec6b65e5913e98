package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.Condition;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whether an item meets a condition: as much of DynamoDB's language as conditions use. */
final class Expressions {

    private static final Pattern TOKEN = Pattern.compile("\\s*(<>|<=|<|=|\\(|\\)|,|[#:.\\w]+)");

    private final Condition condition;
    private final Map<String, AttributeValue> item;
    private final Matcher tokens;
    private String token = "";

    private Expressions(Condition condition, Map<String, AttributeValue> item) {
        this.condition = condition;
        this.item = item;
        this.tokens = TOKEN.matcher(condition.expression());
        next();
    }

    static boolean isMet(Condition condition, Map<String, AttributeValue> item) {
        for (String name : condition.names().keySet()) {
            isUsed(name, condition);
        }
        for (String value : condition.values().keySet()) {
            isUsed(value, condition);
        }
        hasNoRedundantParentheses(condition.expression());
        return new Expressions(condition, item).any();
    }

    /** The service refuses those too. */
    private static void hasNoRedundantParentheses(String expression) {
        Map<Integer, Integer> ends = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int at = 0; at < expression.length(); at++) {
            if (expression.charAt(at) == '(') {
                open.push(at);
            } else if (expression.charAt(at) == ')') {
                ends.put(open.pop(), at);
            }
        }
        ends.forEach((from, to) -> {
            if (ends.getOrDefault(from + 1, -1) == to - 1) {
                throw new IllegalArgumentException("redundant parentheses: " + expression);
            }
        });
    }

    /** The service refuses what is not. */
    private static void isUsed(String placeholder, Condition condition) {
        if (!Pattern.compile(placeholder + "\\b")
                .matcher(condition.expression())
                .find()) {
            throw new IllegalArgumentException(placeholder + " is not used in " + condition.expression());
        }
    }

    private boolean any() {
        boolean met = all();
        while (token.equals("OR")) {
            next();
            met |= all();
        }
        return met;
    }

    private boolean all() {
        boolean met = one();
        while (token.equals("AND")) {
            next();
            met &= one();
        }
        return met;
    }

    private boolean one() {
        String first = take();
        switch (first) {
            case "(" -> {
                boolean met = any();
                expect(")");
                return met;
            }
            case "attribute_exists", "attribute_not_exists" -> {
                expect("(");
                boolean exists = value(take()) != null;
                expect(")");
                return exists == first.equals("attribute_exists");
            }
            case "begins_with" -> {
                expect("(");
                AttributeValue text = value(take());
                expect(",");
                AttributeValue with = value(take());
                expect(")");
                return text != null && text.s().startsWith(with.s());
            }
            default -> {
                String operator = take();
                return holds(value(first), operator, value(take()));
            }
        }
    }

    private static boolean holds(@Nullable AttributeValue left, String operator, @Nullable AttributeValue right) {
        if (left == null || right == null) {
            return operator.equals("<>");
        }
        if (left.type() != right.type()) {
            return operator.equals("<>");
        }
        int order = left.n() != null
                ? new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()))
                : left.s().compareTo(right.s());
        return switch (operator) {
            case "<>" -> order != 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }

    private @Nullable AttributeValue value(String operand) {
        if (operand.startsWith(":")) {
            return condition.values().get(operand);
        }
        AttributeValue found = AttributeValue.fromM(item);
        for (String name : operand.split("\\.")) {
            found = found == null || !found.hasM()
                    ? null
                    : found.m().get(condition.names().get(name));
        }
        return found;
    }

    private String take() {
        String taken = token;
        next();
        return taken;
    }

    private void expect(String what) {
        if (!take().equals(what)) {
            throw new IllegalArgumentException(what + " is missing in " + condition.expression());
        }
    }

    private void next() {
        token = tokens.find() ? tokens.group(1) : "";
    }
}
