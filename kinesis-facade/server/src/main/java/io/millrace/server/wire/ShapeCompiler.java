package io.millrace.server.wire;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Learns from a record class how requests of that shape are read. What it cannot read it refuses at start-up. */
final class ShapeCompiler {

    private final Shapes shapes;

    ShapeCompiler(Shapes shapes) {
        this.shapes = shapes;
    }

    RecordShape compile(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type.getName() + " is neither a record nor listed as a text");
        }
        List<RecordShape.Member> members = new ArrayList<>();
        for (RecordComponent component : components) {
            members.add(memberOf(component));
        }
        return new RecordShape(members, constructorOf(type, components));
    }

    private RecordShape.Member memberOf(RecordComponent component) {
        Type type = component.getGenericType();
        boolean optional = component.getType() == Optional.class;
        String wireName = Names.onTheWire(component);
        try {
            Shape shape = shapeOf(optional ? argument(type, 0) : type, component);
            return new RecordShape.Member(wireName, Names.inMessages(wireName), !optional, shape);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + ": " + e.getMessage(), e);
        }
    }

    private Shape shapeOf(Type type, @Nullable AnnotatedElement annotated) {
        Rules rules = rulesOn(annotated);
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == List.class) {
                return new ListShape(rules, shapeOf(argument(type, 0), null), longest(annotated));
            }
            if (generic.getRawType() == Map.class && shapeOf(argument(type, 0), null) instanceof TextShape key) {
                return new MapShape(rules, key, shapeOf(argument(type, 1), null), longest(annotated));
            }
        }
        if (type instanceof Class<?> plain) {
            return shapeOf(plain, rules);
        }
        throw new IllegalArgumentException("cannot read " + type.getTypeName());
    }

    private Shape shapeOf(Class<?> type, Rules rules) {
        Optional<TextShape> text = shapes.text(type);
        if (text.isPresent()) {
            return new TextShape(text.get().rules().and(rules), text.get().constructor());
        }
        if (type == String.class) {
            return new TextShape(rules, string -> string);
        }
        if (type == Integer.class || type == Long.class) {
            return new NumberShape(rules, type == Long.class);
        }
        if (type == Double.class) {
            return new DecimalShape(rules);
        }
        if (type == Boolean.class) {
            return new BooleanShape();
        }
        if (type == Instant.class) {
            return new TimestampShape();
        }
        if (type == byte[].class) {
            return new BlobShape(rules);
        }
        if (type.isEnum()) {
            return enumShape(type);
        }
        return compile(type);
    }

    private static Shape enumShape(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        Map<String, Object> byName =
                Arrays.stream(constants).collect(Collectors.toUnmodifiableMap(c -> ((Enum<?>) c).name(), c -> c));
        String[] names = Arrays.stream(constants).map(c -> ((Enum<?>) c).name()).toArray(String[]::new);
        return new TextShape(Rules.of(List.of(Constraint.oneOf(names))), byName::get);
    }

    private static Rules rulesOn(@Nullable AnnotatedElement annotated) {
        Rules rules = Rules.of(constraintsOn(annotated));
        return annotation(annotated, Sensitive.class).isPresent() ? rules.ofSensitive() : rules;
    }

    private static List<Constraint> constraintsOn(@Nullable AnnotatedElement annotated) {
        List<Constraint> constraints = new ArrayList<>();
        annotation(annotated, Length.class)
                .ifPresent(length -> constraints.add(Constraint.length(length.min(), length.max())));
        annotation(annotated, Range.class)
                .ifPresent(range -> constraints.add(Constraint.range(range.min(), range.max())));
        annotation(annotated, Matches.class).ifPresent(matches -> constraints.add(Constraint.pattern(matches.value())));
        return constraints;
    }

    private static int longest(@Nullable AnnotatedElement annotated) {
        return annotation(annotated, Length.class).map(Length::max).orElse(Integer.MAX_VALUE);
    }

    private static <A extends Annotation> Optional<A> annotation(@Nullable AnnotatedElement annotated, Class<A> type) {
        return annotated == null ? Optional.empty() : Optional.ofNullable(annotated.getAnnotation(type));
    }

    static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType generic) {
            return generic.getActualTypeArguments()[index];
        }
        throw new IllegalArgumentException(type.getTypeName() + " lacks its type argument");
    }

    private static MethodHandle constructorOf(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot reach the constructor of " + type.getName(), e);
        }
    }
}
