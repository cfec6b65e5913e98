package io.millrace.firehose.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * The functions of dates that jackson-jq lacks, as jq 1.6 has them where local time is UTC.
 *
 * @see <a href="https://jqlang.org/manual/v1.6/#dates">Dates in jq 1.6</a>
 */
final class JqDates {

    private static final String ISO = "%Y-%m-%dT%H:%M:%SZ";
    private static final String NOW = "__now";

    private JqDates() {}

    static void addTo(Scope scope) {
        scope.addFunction("strftime", 1, withArgument(JqDates::strftime));
        scope.addFunction("strflocaltime", 1, withArgument(JqDates::strftime));
        scope.addFunction("strptime", 1, withArgument(JqDates::strptime));
        for (String name : new String[] {"gmtime", "localtime"}) {
            scope.addFunction(name, 0, simple(in -> gmtime(name, in).toJson()));
        }
        scope.addFunction("mktime", 0, simple(JqDates::mktime));
        for (String name : new String[] {"todate", "todateiso8601", "date"}) {
            scope.addFunction(name, 0, simple(in -> strftime(in, TextNode.valueOf(ISO))));
        }
        for (String name : new String[] {"fromdate", "fromdateiso8601"}) {
            scope.addFunction(name, 0, simple(in -> mktime(strptime(in, TextNode.valueOf(ISO)))));
        }
        scope.addFunction("dateadd", 2, plus(1));
        scope.addFunction("datesub", 2, plus(-1));
        scope.addFunction("now", 0, (at, args, in, path, out, version) -> out.emit(at.getValue(NOW), null));
    }

    /** What {@code now} is in a scope. */
    static void setNow(Scope scope, Instant now) {
        scope.setValue(NOW, DoubleNode.valueOf(now.toEpochMilli() / 1000.0));
    }

    private interface Simple {
        JsonNode apply(JsonNode in) throws JsonQueryException;
    }

    private interface WithArgument {
        JsonNode apply(JsonNode in, JsonNode argument) throws JsonQueryException;
    }

    private static Function simple(Simple function) {
        return (scope, args, in, path, out, version) -> out.emit(checked(() -> function.apply(in)), null);
    }

    private static Function withArgument(WithArgument function) {
        return (scope, args, in, path, out, version) ->
                args.get(0).apply(scope, in, argument -> out.emit(checked(() -> function.apply(in, argument)), null));
    }

    /** {@code dateadd(u; n)} is {@code . + n}: jq 1.6 does not look at the unit. */
    private static Function plus(int sign) {
        return (scope, args, in, path, out, version) -> args.get(1).apply(scope, in, argument -> {
            if (!in.isNumber() || !argument.isNumber()) {
                throw new JsonQueryException("dateadd/2 and datesub/2 require numbers");
            }
            double sum = in.doubleValue() + sign * argument.doubleValue();
            out.emit(sum == Math.rint(sum) ? LongNode.valueOf((long) sum) : DoubleNode.valueOf(sum), null);
        });
    }

    private interface Body {
        JsonNode run() throws JsonQueryException;
    }

    private static JsonNode checked(Body body) throws JsonQueryException {
        try {
            return body.run();
        } catch (DateTimeException | ArithmeticException e) {
            throw new JsonQueryException("a time is out of range", e);
        }
    }

    private static JsonNode strftime(JsonNode in, JsonNode format) throws JsonQueryException {
        if (!format.isTextual()) {
            throw new JsonQueryException("strftime/1 requires a string format");
        }
        BrokenDownTime time;
        if (in.isNumber()) {
            time = BrokenDownTime.ofEpoch(in.doubleValue());
        } else if (BrokenDownTime.is(in)) {
            time = BrokenDownTime.ofJson(in);
        } else {
            throw new JsonQueryException("strftime/1 requires parsed datetime inputs");
        }
        return TextNode.valueOf(Strftime.format(format.textValue(), time));
    }

    private static JsonNode strptime(JsonNode in, JsonNode format) throws JsonQueryException {
        if (!in.isTextual() || !format.isTextual()) {
            throw new JsonQueryException("strptime/1 requires string inputs and arguments");
        }
        Strptime text = new Strptime(in.textValue());
        try {
            ArrayNode time = text.parse(format.textValue()).toJson();
            return text.rest().isEmpty() ? time : time.add(text.rest());
        } catch (Strptime.MismatchException e) {
            throw new JsonQueryException("a date does not match the format \"" + format.textValue() + "\"", e);
        }
    }

    private static BrokenDownTime gmtime(String name, JsonNode in) throws JsonQueryException {
        if (!in.isNumber()) {
            throw new JsonQueryException(name + "() requires a number");
        }
        return BrokenDownTime.ofEpoch(in.doubleValue());
    }

    private static JsonNode mktime(JsonNode in) throws JsonQueryException {
        if (!BrokenDownTime.is(in)) {
            throw new JsonQueryException("mktime requires parsed datetime inputs");
        }
        return JsonNodeFactory.instance.numberNode(BrokenDownTime.ofJson(in).epochSecond());
    }
}
