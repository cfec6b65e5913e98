package io.millrace.server.kinesis.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.consumers.ConsumerLookup;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TagResource, UntagResource and ListTagsForResource together. */
final class TagResourceTest {

    private static final StreamFact STREAM = Streams.active("orders");
    private static final ConsumerFact CONSUMER = new ConsumerFact(
            STREAM.name(),
            STREAM.incarnation(),
            "reader",
            Streams.NOW,
            ConsumerStatus.ACTIVE,
            new TreeMap<>(),
            Optional.empty());

    private final TestCatalog catalog = TestCatalog.of(STREAM, CONSUMER);
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    private final ResourceLookup resources =
            new ResourceLookup(streams, new ConsumerLookup(streams, Streams.ARNS), Streams.ARNS);
    private final TagResource tag = new TagResource(resources, catalog);
    private final UntagResource untag = new UntagResource(resources, catalog);
    private final ListTagsForResource list = new ListTagsForResource(resources, catalog);

    static List<String> resources() {
        return List.of(Streams.ARNS.ofStream(STREAM.name()), Streams.ARNS.ofConsumer(CONSUMER));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void streamsAndConsumersAreTaggedAndUntagged(String arn) {
        Calls.call(tag, tagged(arn, Map.of("b", "1", "a", "2")));
        Calls.call(
                untag,
                new UntagResource.Request(
                        List.of(new TagKey("b"), new TagKey("x")), new ResourceArn(arn), Optional.empty()));

        assertThat(Calls.call(list, new ListTagsForResource.Request(new ResourceArn(arn), Optional.empty()))
                        .tags())
                .containsExactly(new Tag("a", "2"));
        assertThat(catalog.written()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void eachHasFiftyTagsAtMost(String arn) {
        Map<String, String> many = IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "v"));

        assertThat(Calls.refusal(tag, tagged(arn, many)).message()).contains("cannot have more than 50 tags");
        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void theResourceMustBeThere() {
        assertThat(Calls.refusal(tag, tagged(Streams.ARNS.ofStream(STREAM.name()) + "2", Map.of("a", "1"))))
                .isEqualTo(AwsError.resourceNotFound("Stream orders2 under account 123456789012 not found."));
        assertThat(Calls.refusal(
                        tag, tagged(Streams.ARNS.ofStream(STREAM.name()) + "/consumer/reader:1", Map.of("a", "1"))))
                .isEqualTo(AwsError.resourceNotFound("Consumer reader with creation timestamp 1 under stream orders and"
                        + " account 123456789012 not found."));
    }

    @Test
    void anArnOfSomethingElseIsAnInvalidArgument() {
        String arn = Streams.ARNS.ofStream(STREAM.name()) + "/shard/1";

        assertThat(Calls.refusal(tag, tagged(arn, Map.of("a", "1"))))
                .isEqualTo(AwsError.invalidArgument("ResourceARN " + arn + " is neither a stream's nor a consumer's."));
    }

    @Test
    void aStreamsTagsChangeFromActiveOnAndAConsumersAtAnyTime() {
        catalog.put(STREAM.withStatus(StreamStatus.CREATING));
        catalog.put(CONSUMER.withStatus(ConsumerStatus.CREATING));

        assertThat(Calls.refusal(tag, tagged(Streams.ARNS.ofStream(STREAM.name()), Map.of("a", "1")))
                        .code())
                .isEqualTo("ResourceInUseException");
        assertThat(Calls.refusal(
                                untag,
                                new UntagResource.Request(
                                        List.of(new TagKey("a")),
                                        new ResourceArn(Streams.ARNS.ofStream(STREAM.name())),
                                        Optional.empty()))
                        .code())
                .isEqualTo("ResourceInUseException");
        Calls.call(tag, tagged(Streams.ARNS.ofConsumer(CONSUMER), Map.of("a", "1")));
    }

    private static TagResource.Request tagged(String arn, Map<String, String> tags) {
        return new TagResource.Request(
                tags.entrySet().stream()
                        .collect(Collectors.toMap(e -> new TagKey(e.getKey()), e -> new TagValue(e.getValue()))),
                new ResourceArn(arn),
                Optional.empty());
    }
}
