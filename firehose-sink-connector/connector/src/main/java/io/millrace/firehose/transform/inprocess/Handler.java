package io.millrace.firehose.transform.inprocess;

import io.millrace.firehose.transform.inprocess.EventSerializers.EventSerializer;
import io.millrace.firehose.transform.inprocess.Signature.Argument;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A handler's object and its method. Whatever the function throws, it throws. */
final class Handler {

    private static final String REQUEST_HANDLER = "com.amazonaws.services.lambda.runtime.RequestHandler";
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final Signature signature;
    private final @Nullable Object instance;
    private final @Nullable EventSerializer events;
    private final @Nullable EventSerializer answers;

    private Handler(
            Signature signature,
            @Nullable Object instance,
            @Nullable EventSerializer events,
            @Nullable EventSerializer answers) {
        this.signature = signature;
        this.instance = instance;
        this.events = events;
        this.answers = answers;
    }

    /** Finds the method without running anything of the function. */
    static Signature find(HandlerName name, ClassLoader in) {
        try {
            Class<?> type = Class.forName(name.className(), false, in);
            Class<?> generic = implemented(type);
            if (generic != null && name.method().equals(HandlerName.OF_INTERFACES)) {
                return Signature.of(onlyMethod(generic)).orElseThrow();
            }
            return Signature.find(type, name.method())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no public method of the Java function can be its handler " + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("the Java function has no class " + name.className(), e);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "the Java function lacks a class that its handler " + name + " needs, and must bring it along: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Method onlyMethod(Class<?> generic) {
        return generic.getMethods()[0];
    }

    /** Runs what the class does when it is loaded, and its constructor. */
    static Handler load(HandlerName name, FunctionClasses classes) throws Throwable {
        Signature signature = find(name, classes.function());
        Class<?> type = Class.forName(name.className(), true, classes.function());
        EventSerializers serializers = new EventSerializers(classes);
        Method method = signature.method();
        boolean isGeneric = method.getDeclaringClass().getName().equals(REQUEST_HANDLER);
        Type[] types = isGeneric
                ? serializers.typeArguments(type, method.getDeclaringClass())
                : new Type[] {eventType(signature), method.getGenericReturnType()};
        return new Handler(
                signature,
                Modifier.isStatic(method.getModifiers()) ? null : instance(type),
                signature.arguments().contains(Argument.EVENT) ? serializers.of(types[0]) : null,
                signature.returnsAnswer() ? serializers.of(types[1]) : null);
    }

    private static @Nullable Class<?> implemented(Class<?> type) throws ClassNotFoundException {
        ClassLoader loader = type.getClassLoader();
        Class<?> generic;
        try {
            generic = Class.forName(REQUEST_HANDLER, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
        return generic.isAssignableFrom(type) ? generic : null;
    }

    private static Type eventType(Signature signature) {
        int index = signature.arguments().indexOf(Argument.EVENT);
        return index < 0 ? Object.class : signature.method().getGenericParameterTypes()[index];
    }

    private static Object instance(Class<?> type) throws Throwable {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** @param context null for a function that does not know the interface */
    void call(byte[] request, OutputStream answer, @Nullable Object context) throws Throwable {
        InputStream input = new ByteArrayInputStream(request);
        @Nullable Object[] arguments = new Object[signature.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = switch (signature.arguments().get(i)) {
                case EVENT -> events == null ? null : events.read(input);
                case INPUT -> input;
                case OUTPUT -> answer;
                case CONTEXT -> context;
            };
        }
        Object returned = invoke(arguments);
        if (answers != null) {
            answers.write(returned, answer);
        } else if (!signature.arguments().contains(Argument.OUTPUT)) {
            answer.write(NULL);
        }
    }

    private @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable {
        try {
            return signature.method().invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
