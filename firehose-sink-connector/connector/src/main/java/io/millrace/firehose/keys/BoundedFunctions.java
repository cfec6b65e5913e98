package io.millrace.firehose.keys;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.operators.MultiplyOperator;
import net.thisptr.jackson.jq.internal.operators.PlusOperator;

/** jq's functions, each call of which is counted, and what {@link BoundedText} puts in the place of operators. */
final class BoundedFunctions {

    /** Counts a step, and is {@code .} else. */
    static final String STEP = "__step";

    static final String SUM = "__sum";
    static final String PRODUCT = "__product";

    private BoundedFunctions() {}

    /** @param scope of one query: jq's own definitions are evaluated in it, wherever they are called */
    static void addTo(Scope scope, Effort effort) {
        scope.getLocalFunctions().forEach((name, function) -> scope.addFunction(name, counted(function, effort)));
        for (int arguments = 1; arguments <= 3; arguments++) {
            scope.addFunction("range", arguments, bounded(scope.getFunction("range", arguments), effort));
        }
        scope.addFunction(STEP, 0, (at, args, in, path, out, version) -> {
            effort.step();
            out.emit(in, path);
        });
        scope.addFunction(SUM, 2, operation(new PlusOperator(), effort));
        scope.addFunction(PRODUCT, 2, operation(new MultiplyOperator(), effort));
    }

    private static Function counted(Function function, Effort effort) {
        return (scope, args, in, path, out, version) -> {
            effort.step();
            function.apply(scope, args, in, path, out, version);
        };
    }

    /** Of the functions it alone loops without calling itself, for as long as a record tells it to. */
    private static Function bounded(Function range, Effort effort) {
        return (scope, args, in, path, out, version) -> {
            range.apply(
                    scope,
                    args,
                    in,
                    path,
                    (number, at) -> {
                        effort.number();
                        out.emit(number, at);
                    },
                    version);
        };
    }

    private static Function operation(BinaryOperator operator, Effort effort) {
        return (scope, args, in, path, out, version) -> args.get(1)
                .apply(
                        scope,
                        in,
                        right -> args.get(0).apply(scope, in, left -> {
                            effort.step();
                            if (operator instanceof MultiplyOperator) {
                                Effort.text(Math.max(repeated(left, right), repeated(right, left)));
                            }
                            out.emit(operator.apply(scope.getObjectMapper(), left, right), null);
                        }));
    }

    /** How long a text is that is multiplied by a number. */
    private static double repeated(JsonNode text, JsonNode times) {
        return text.isTextual() && times.isNumber() ? text.textValue().length() * times.doubleValue() : 0;
    }
}
