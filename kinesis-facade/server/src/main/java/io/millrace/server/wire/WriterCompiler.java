package io.millrace.server.wire;

import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Learns from a record class how responses of that shape are written. */
final class WriterCompiler {

    private final Shapes shapes;

    WriterCompiler(Shapes shapes) {
        this.shapes = shapes;
    }

    RecordWriter compile(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type.getName() + " is neither a record nor listed as a text");
        }
        List<RecordWriter.Member> members = new ArrayList<>();
        for (RecordComponent component : components) {
            members.add(memberOf(component));
        }
        return new RecordWriter(List.copyOf(members));
    }

    private RecordWriter.Member memberOf(RecordComponent component) {
        Type type = component.getGenericType();
        boolean optional = component.getType() == Optional.class;
        try {
            ValueWriter writer = writerOf(optional ? ShapeCompiler.argument(type, 0) : type);
            SerializedString name = new SerializedString(Names.onTheWire(component));
            return new RecordWriter.Member(name, accessorOf(component.getAccessor()), writer);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + ": " + e.getMessage(), e);
        }
    }

    private ValueWriter writerOf(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return listOf(writerOf(ShapeCompiler.argument(type, 0)));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return mapOf(writerOf(ShapeCompiler.argument(type, 1)));
        }
        if (type instanceof Class<?> plain) {
            return writerOf(plain);
        }
        throw new IllegalArgumentException("cannot write " + type.getTypeName());
    }

    private ValueWriter writerOf(Class<?> type) {
        if (type == String.class || type.isEnum() || shapes.isText(type)) {
            return (generator, format, value) ->
                    generator.writeString(value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
        if (type == Integer.class || type == int.class) {
            return (generator, format, value) -> generator.writeNumber((int) value);
        }
        if (type == Long.class || type == long.class) {
            return (generator, format, value) -> generator.writeNumber((long) value);
        }
        if (type == Double.class || type == double.class) {
            return (generator, format, value) -> generator.writeNumber((double) value);
        }
        if (type == Boolean.class || type == boolean.class) {
            return (generator, format, value) -> generator.writeBoolean((boolean) value);
        }
        if (type == Instant.class) {
            return (generator, format, value) -> Timestamps.write(generator, format, (Instant) value);
        }
        if (type == byte[].class) {
            return (generator, format, value) -> Blobs.write(generator, format, ByteBuffer.wrap((byte[]) value));
        }
        if (type == ByteBuffer.class) {
            return (generator, format, value) -> Blobs.write(generator, format, (ByteBuffer) value);
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return new TreeWriter();
        }
        return compile(type);
    }

    private static ValueWriter listOf(ValueWriter element) {
        return (generator, format, value) -> {
            generator.writeStartArray();
            if (value instanceof EncodedList list) {
                generator.flush();
                list.writeElements(format, (OutputStream) generator.getOutputTarget());
            } else {
                for (Object each : (List<?>) value) {
                    element.write(generator, format, each);
                }
            }
            generator.writeEndArray();
        };
    }

    private static ValueWriter mapOf(ValueWriter element) {
        return (generator, format, value) -> {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                element.write(generator, format, entry.getValue());
            }
            generator.writeEndObject();
        };
    }

    private static Function<Object, Object> accessorOf(Method accessor) {
        MethodHandle handle;
        try {
            handle = MethodHandles.privateLookupIn(accessor.getDeclaringClass(), MethodHandles.lookup())
                    .unreflect(accessor)
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("cannot reach " + accessor, e);
        }
        return structure -> {
            try {
                return handle.invokeExact(structure);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(accessor + " failed", e);
            }
        };
    }
}
