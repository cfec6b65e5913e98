package io.millrace.dynamodb.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as structures, with a schema of what the change's two images hold: so what a record looks like depends on the record alone.
 * Not for threads.
 */
public final class StructLayout implements ItemLayout {

    private static final int REMEMBERED = 1000;

    private final String name;
    private final ShapeSchema schemas;
    private final Map<Shape.MapOf, Schema> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape.MapOf, Schema> eldest) {
            return size() > REMEMBERED;
        }
    };

    public StructLayout(String name, NumberMode numbers, UnaryOperator<String> names) {
        this.name = name;
        this.schemas = new ShapeSchema(numbers, names);
    }

    @Override
    public Images images(Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {
        Shape.MapOf shape = before.map(Shape.MapOf::of)
                .orElse(Shape.MapOf.EMPTY)
                .withAll(after.map(Shape.MapOf::of).orElse(Shape.MapOf.EMPTY));
        Schema schema = known.computeIfAbsent(shape, any -> schemas.struct(name, any));
        return new Images(
                schema,
                before.map(item -> schemas.struct(schema, shape, item)).orElse(null),
                after.map(item -> schemas.struct(schema, shape, item)).orElse(null));
    }
}
