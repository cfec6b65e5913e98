package io.millrace.mapping.catalog;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Facts as JSON, so that an operator can read them with any Kafka tool: {@code {"v":1,...}}. A fact of a version that is not
 * known is refused.
 */
public final class FactCodec {

    static final int VERSION = 1;

    private static final String VERSION_FIELD = "v";

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new MappingModule())
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public byte[] encode(Fact fact) {
        ObjectNode node = json.createObjectNode().put(VERSION_FIELD, VERSION);
        node.setAll((ObjectNode) json.valueToTree(fact));
        try {
            return json.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UnknownFactException if the fact is of a kind or a version that is not known, or not a fact at all */
    public Fact decode(FactKey key, byte[] value) {
        Class<? extends Fact> type = switch (key.kind()) {
            case FactKey.STREAM -> StreamFact.class;
            case FactKey.SHARD -> ShardFact.class;
            case FactKey.HISTORY -> HistoryFact.class;
            case FactKey.CONSUMER -> ConsumerFact.class;
            case FactKey.DELIVERY_STREAM -> DeliveryStreamFact.class;
            case FactKey.ACCOUNT -> AccountFact.class;
            case FactKey.TOKEN_KEY -> TokenKeyFact.class;
            default -> throw new UnknownFactException(key, "is of an unknown kind");
        };
        try (JsonParser parser = json.createParser(value)) {
            requireVersion(key, parser);
            Fact fact = json.readValue(parser, type);
            if (!fact.key().equals(key)) {
                throw new UnknownFactException(key, "is about '" + fact.key() + "'");
            }
            return fact;
        } catch (IOException e) {
            throw new UnknownFactException(key, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Reads past the version, which comes first: a node that starts reads every fact there is, and a tree of each takes its time. */
    private static void requireVersion(FactKey key, JsonParser parser) throws IOException {
        boolean first = parser.nextToken() == JsonToken.START_OBJECT && VERSION_FIELD.equals(parser.nextFieldName());
        if (!first || parser.nextToken() != JsonToken.VALUE_NUMBER_INT || parser.getIntValue() != VERSION) {
            throw new UnknownFactException(key, "has version " + (first ? parser.getText() : "none"));
        }
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            throw new UnknownFactException(key, "says nothing");
        }
    }
}
