package io.millrace.mapping.catalog;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.HashKey;
import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import java.util.Optional;
import java.util.function.Function;

/** How the values of the mapping look in JSON: as the text that people know them by. */
final class MappingModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    MappingModule() {
        text(DeliveryStreamName.class, DeliveryStreamName::parse);
        text(StreamName.class, StreamName::parse);
        text(ShardId.class, ShardId::parse);
        text(HashKey.class, HashKey::parse);
    }

    private <T> void text(Class<T> type, Function<String, Optional<T>> parse) {
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, new TextDeserializer<>(type, parse));
    }

    private static final class TextDeserializer<T> extends FromStringDeserializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Function<String, Optional<T>> parse;

        TextDeserializer(Class<T> type, Function<String, Optional<T>> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            return parse.apply(text)
                    .orElseThrow(() -> new IllegalArgumentException("not a " + _valueClass + ": " + text));
        }
    }
}
