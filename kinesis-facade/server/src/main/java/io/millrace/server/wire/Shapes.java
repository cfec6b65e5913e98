package io.millrace.server.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text types of one service: what the model calls a shape of type string and we wrap at the edge.
 *
 * <pre>{@code
 * Shapes.builder()
 *         .text(StreamName.class, StreamName::new, length(1, 128), pattern("[a-zA-Z0-9_.-]+"))
 *         .text(PartitionKey.class, PartitionKey::new, length(1, 256))
 *         .text(ShardId.class)
 *         .build();
 * }</pre>
 */
public final class Shapes {

    private final Map<Class<?>, TextShape> texts;

    private Shapes(Map<Class<?>, TextShape> texts) {
        this.texts = Map.copyOf(texts);
    }

    public static Builder builder() {
        return new Builder();
    }

    boolean isText(Class<?> type) {
        return texts.containsKey(type);
    }

    Optional<TextShape> text(Class<?> type) {
        return Optional.ofNullable(texts.get(type));
    }

    public static final class Builder {

        private final Map<Class<?>, TextShape> texts = new HashMap<>();

        private Builder() {}

        /** A type that requests carry; the constructor is called with texts that satisfy the constraints only. */
        public <T> Builder text(Class<T> type, Function<String, T> constructor, Constraint... constraints) {
            if (texts.put(type, new TextShape(Rules.of(List.of(constraints)), constructor)) != null) {
                throw new IllegalArgumentException(type.getSimpleName() + " is listed twice");
            }
            return this;
        }

        /** A type that only responses carry. */
        public Builder text(Class<?> type) {
            return text(type, text -> {
                throw new IllegalStateException(type.getSimpleName() + " is listed for responses only");
            });
        }

        public Shapes build() {
            return new Shapes(texts);
        }
    }
}
