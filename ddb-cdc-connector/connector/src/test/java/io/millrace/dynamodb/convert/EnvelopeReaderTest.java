package io.millrace.dynamodb.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** All that a stream's record says can be had from the topic's record. */
final class EnvelopeReaderTest {

    private static final Schema SOURCE = SourceFields.addTo(
                    SchemaBuilder.struct().field("ts_ns", Schema.INT64_SCHEMA))
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("before", JsonLayout.SCHEMA)
            .field("after", JsonLayout.SCHEMA)
            .field("op", Schema.STRING_SCHEMA)
            .field("source", SOURCE)
            .build();
    private static final KeyLayout KEYS = new KeyLayout("key", Map.of("the id", ScalarAttributeType.N));

    private enum View {
        KEYS_ONLY,
        NEW_IMAGE,
        OLD_IMAGE,
        NEW_AND_OLD_IMAGES
    }

    @Property(tries = 300)
    void aChangeIsWhatItWas(
            @ForAll ChangeKind kind,
            @ForAll View view,
            @ForAll long older,
            @ForAll long newer,
            @ForAll boolean expired,
            @ForAll @LongRange(min = 0, max = 4102444800L) long second) {
        Map<String, AttributeValue> keys = Map.of("the id", AttributeValue.fromN("17"));
        Change change = new Change(
                kind,
                keys,
                image(Items.of(newer), keys)
                        .filter(item -> kind == ChangeKind.READ
                                || (kind != ChangeKind.REMOVE
                                        && (view == View.NEW_IMAGE || view == View.NEW_AND_OLD_IMAGES))),
                image(Items.of(older), keys)
                        .filter(item -> (kind == ChangeKind.MODIFY || kind == ChangeKind.REMOVE)
                                && (view == View.OLD_IMAGE || view == View.NEW_AND_OLD_IMAGES)),
                Instant.ofEpochSecond(second),
                kind == ChangeKind.READ ? Optional.empty() : Optional.of(origin(view, expired)));

        assertThat(EnvelopeReader.read(KEYS.struct(keys), envelope(change))).isEqualTo(change);
    }

    private static Optional<Map<String, AttributeValue>> image(
            Map<String, AttributeValue> item, Map<String, AttributeValue> keys) {
        Map<String, AttributeValue> image = new HashMap<>(item);
        image.putAll(keys);
        return Optional.of(image);
    }

    private static StreamOrigin origin(View view, boolean expired) {
        return new StreamOrigin(
                "shardId-00000001550840986131-382ec8f8",
                "400000000024465870661",
                "event",
                "1.1",
                "eu-west-1",
                view.name(),
                91,
                expired
                        ? Optional.of(new StreamOrigin.Identity("Service", "dynamodb.amazonaws.com"))
                        : Optional.empty());
    }

    private static Struct envelope(Change change) {
        Images images = new JsonLayout().images(change.before(), change.after());
        Struct source = new Struct(SOURCE).put("ts_ns", change.created().getEpochSecond() * 1_000_000_000L);
        SourceFields.put(source, "clicks", "arn", change.origin().orElse(null));
        return new Struct(ENVELOPE)
                .put("before", images.before())
                .put("after", images.after())
                .put("op", change.kind().operation().code())
                .put("source", source);
    }
}
