package io.millrace.firehose.transform.inprocess;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a handler's method is given: an event or its bytes, where to write the answer, the context; each of them if it asks for it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html#java-handler-signatures">Valid handler signatures</a>
 */
record Signature(Method method, List<Argument> arguments) {

    static final String CONTEXT = "com.amazonaws.services.lambda.runtime.Context";

    enum Argument {
        EVENT,
        INPUT,
        OUTPUT,
        CONTEXT
    }

    /** Of methods with one name, the one with most parameters, and among those one that takes the context. */
    static Optional<Signature> find(Class<?> in, String name) {
        return Stream.of(in.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .flatMap(method -> of(method).stream())
                .max(Comparator.<Signature>comparingInt(
                                found -> found.arguments().size())
                        .thenComparing(found -> found.arguments().contains(Argument.CONTEXT)));
    }

    static Optional<Signature> of(Method method) {
        List<Argument> arguments = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            arguments.add(argument(type));
        }
        return isValid(arguments) ? Optional.of(new Signature(method, List.copyOf(arguments))) : Optional.empty();
    }

    private static Argument argument(Class<?> type) {
        if (type == InputStream.class) {
            return Argument.INPUT;
        }
        if (type == OutputStream.class) {
            return Argument.OUTPUT;
        }
        return type.getName().equals(CONTEXT) ? Argument.CONTEXT : Argument.EVENT;
    }

    /** Each at most once and in this order, and never an event with a stream. */
    private static boolean isValid(List<Argument> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            if (arguments.get(i - 1).compareTo(arguments.get(i)) >= 0) {
                return false;
            }
        }
        return !arguments.contains(Argument.EVENT) || !isOfStreams(arguments);
    }

    private static boolean isOfStreams(List<Argument> arguments) {
        return arguments.contains(Argument.INPUT) || arguments.contains(Argument.OUTPUT);
    }

    /** What it returns is the answer. */
    boolean returnsAnswer() {
        return !isOfStreams(arguments) && method.getReturnType() != void.class;
    }
}
