package io.millrace.dynamodb.convert;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a schema must hold to hold a value. Items have no schema, so two images, or two elements of a list, may differ: {@link #with}
 * is the least shape that holds both. Where types contradict each other that is a text of DynamoDB's JSON.
 */
sealed interface Shape {

    /** Nothing but nulls was seen. */
    record Nothing() implements Shape {}

    enum Scalar implements Shape {
        STRING,
        NUMBER,
        BINARY,
        BOOLEAN,
        STRING_SET,
        NUMBER_SET,
        BINARY_SET
    }

    record ListOf(Shape element) implements Shape {}

    record MapOf(Map<String, Shape> attributes) implements Shape {

        static final MapOf EMPTY = new MapOf(Map.of());

        public MapOf {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }

        static MapOf of(Map<String, AttributeValue> item) {
            Map<String, Shape> attributes = new TreeMap<>();
            item.forEach((name, value) -> attributes.put(name, Shape.of(value)));
            return new MapOf(attributes);
        }

        MapOf withAll(MapOf other) {
            if (equals(other)) {
                return this;
            }
            Map<String, Shape> all = new TreeMap<>(attributes);
            other.attributes.forEach((name, shape) -> all.merge(name, shape, Shape::with));
            return new MapOf(all);
        }
    }

    /** Several types: the value's JSON. */
    record Anything() implements Shape {}

    static Shape of(AttributeValue value) {
        return switch (value.type()) {
            case S -> Scalar.STRING;
            case N -> Scalar.NUMBER;
            case B -> Scalar.BINARY;
            case BOOL -> Scalar.BOOLEAN;
            case SS -> Scalar.STRING_SET;
            case NS -> Scalar.NUMBER_SET;
            case BS -> Scalar.BINARY_SET;
            case L -> new ListOf(value.l().stream().map(Shape::of).reduce(new Nothing(), Shape::with));
            case M -> MapOf.of(value.m());
            default -> new Nothing();
        };
    }

    default Shape with(Shape other) {
        if (equals(other) || other instanceof Nothing) {
            return this;
        }
        if (this instanceof Nothing) {
            return other;
        }
        if (this instanceof ListOf mine && other instanceof ListOf others) {
            return new ListOf(mine.element().with(others.element()));
        }
        if (this instanceof MapOf mine && other instanceof MapOf others) {
            return mine.withAll(others);
        }
        return new Anything();
    }
}
