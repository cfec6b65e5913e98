package io.millrace.firehose.transform.inprocess;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's own way from JSON to a handler's types and back. Reached by reflection, since it must not be the one that the connector sees.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-serialization">aws-lambda-java-serialization</a>
 */
final class EventSerializers {

    private static final String ROOT = "com.amazonaws.services.lambda.runtime.serialization.";

    private final ClassLoader function;
    private final Class<?> events;
    private final Object jackson;
    private final Class<?> serializer;

    EventSerializers(FunctionClasses classes) throws ReflectiveOperationException {
        ClassLoader from = classes.serialization();
        this.function = classes.function();
        this.events = from.loadClass(ROOT + "events.LambdaEventSerializers");
        this.serializer = from.loadClass(ROOT + "PojoSerializer");
        Class<?> factory = from.loadClass(ROOT + "factories.JacksonFactory");
        this.jackson = factory.getMethod("getInstance").invoke(null);
    }

    /** The types that a class gives to the parameters of a generic interface. */
    Type[] typeArguments(Class<?> of, Class<?> generic) throws ReflectiveOperationException {
        Object mapper = call(jackson, "getMapper");
        Object types = call(mapper, "getTypeFactory");
        Object type = types.getClass().getMethod("constructType", Type.class).invoke(types, of);
        Object[] found = (Object[])
                type.getClass().getMethod("findTypeParameters", Class.class).invoke(type, generic);
        Type[] arguments = new Type[found.length];
        for (int i = 0; i < found.length; i++) {
            boolean isClass = !(boolean) call(found[i], "hasGenericTypes");
            arguments[i] = (Type) (isClass ? call(found[i], "getRawClass") : found[i]);
        }
        return arguments;
    }

    /** Events that Lambda knows are read with their spellings, all else as Jackson does. */
    EventSerializer of(Type type) throws ReflectiveOperationException {
        Object found;
        if (type instanceof Class<?> known
                && (boolean)
                        events.getMethod("isLambdaSupportedEvent", String.class).invoke(null, known.getName())) {
            found = events.getMethod("serializerFor", Class.class, ClassLoader.class)
                    .invoke(null, known, function);
        } else {
            found = jackson.getClass().getMethod("getSerializer", Type.class).invoke(jackson, type);
        }
        return new EventSerializer(
                found,
                serializer.getMethod("fromJson", InputStream.class),
                serializer.getMethod("toJson", Object.class, OutputStream.class));
    }

    private static Object call(Object on, String method) throws ReflectiveOperationException {
        return on.getClass().getMethod(method).invoke(on);
    }

    /** For one type. */
    record EventSerializer(Object serializer, Method fromJson, Method toJson) {

        @Nullable
        Object read(InputStream json) throws Throwable {
            return unwrapped(fromJson, json);
        }

        void write(@Nullable Object value, OutputStream json) throws Throwable {
            unwrapped(toJson, value, json);
        }

        private @Nullable Object unwrapped(Method method, @Nullable Object... arguments) throws Throwable {
            try {
                return method.invoke(serializer, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
