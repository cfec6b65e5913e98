package io.millrace.server.kinesis.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AddTagsToStream, RemoveTagsFromStream and ListTagsForStream together. */
final class TagsTest {

    private static final StreamName ORDERS = new StreamName("orders");

    private final TestCatalog catalog = TestCatalog.of(Streams.active("orders"));
    private final StreamLookup streams = new StreamLookup(catalog, Streams.ARNS);
    private final AddTagsToStream add = new AddTagsToStream(streams, catalog);
    private final RemoveTagsFromStream remove = new RemoveTagsFromStream(streams, catalog);
    private final ListTagsForStream list = new ListTagsForStream(streams);

    @Test
    void whatIsAddedIsListedByKeyAndTheNewerValueCounts() {
        Calls.call(add, added(Map.of("b", "1", "a", "1")));
        Calls.call(add, added(Map.of("b", "2", "c", "")));

        assertThat(listed(Optional.empty(), Optional.empty()).tags())
                .containsExactly(new Tag("a", "1"), new Tag("b", "2"), new Tag("c", ""));
    }

    @Test
    void pagesGoOnBehindAKey() {
        Calls.call(add, added(Map.of("a", "1", "b", "2", "c", "3")));

        ListTagsForStream.Response first = listed(Optional.of(2), Optional.empty());
        ListTagsForStream.Response second = listed(Optional.of(2), Optional.of("b"));

        assertThat(first.tags()).extracting(Tag::key).containsExactly("a", "b");
        assertThat(first.hasMoreTags()).isTrue();
        assertThat(second.tags()).extracting(Tag::key).containsExactly("c");
        assertThat(second.hasMoreTags()).isFalse();
    }

    @Test
    void keysThatAreNotThereAreRemovedWithoutAWord() {
        Calls.call(add, added(Map.of("a", "1", "b", "2")));

        Calls.call(
                remove,
                new RemoveTagsFromStream.Request(
                        List.of(new TagKey("a"), new TagKey("x")),
                        Optional.of(ORDERS),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(fact().tags()).containsExactly(Map.entry("b", "2"));
    }

    @Test
    void aStreamHasFiftyTagsAtMost() {
        Calls.call(add, added(numbered(0, 50)));

        assertThat(Calls.refusal(add, added(numbered(50, 51))))
                .isEqualTo(AwsError.invalidArgument("Failed to add tags to stream orders because a given stream cannot"
                        + " have more than 50 tags associated with it."));
        Calls.call(add, added(numbered(0, 1)));
        assertThat(fact().tags()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a\tb", "<a>", "a*", "a\u0000"})
    void someCharactersAreNotAllowed(String text) {
        AwsError invalid = AwsError.invalidArgument("Some tags contain invalid characters. Valid characters: "
                + "Unicode letters, digits, white space, _ . / = + - % @ :.");

        assertThat(Calls.refusal(add, added(Map.of(text, "v")))).isEqualTo(invalid);
        assertThat(Calls.refusal(add, added(Map.of("k", text)))).isEqualTo(invalid);
        assertThat(Calls.refusal(
                        remove,
                        new RemoveTagsFromStream.Request(
                                List.of(new TagKey(text)), Optional.of(ORDERS), Optional.empty(), Optional.empty())))
                .isEqualTo(invalid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"río 1", "東京", "a.b/c=d+e-f%g@h:i_j"})
    void mostAre(String text) {
        Calls.call(add, added(Map.of(text, text)));

        assertThat(fact().tags()).containsExactly(Map.entry(text, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:cloudformation:stack-id", "AWS:x"})
    void theServicesOwnPrefixIsReserved(String key) {
        assertThat(Calls.refusal(add, added(Map.of(key, "v"))).message()).contains("prefix aws: is reserved");
    }

    @Test
    void theStreamMustBeThereBeforeItsTagsAreLookedAt() {
        assertThat(Calls.refusal(
                        add,
                        new AddTagsToStream.Request(
                                Map.of(new TagKey("a;b"), new TagValue("")),
                                Optional.of(new StreamName("none")),
                                Optional.empty(),
                                Optional.empty())))
                .isEqualTo(AwsError.resourceNotFound("Stream none under account 123456789012 not found."));
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATING", "DELETING"})
    void tagsDoNotChangeBeforeTheStreamIsActiveNorAfter(StreamStatus status) {
        catalog.put(Streams.active("orders").withStatus(status));
        AwsError inUse = AwsError.resourceInUse(
                "Stream orders under account 123456789012 not ACTIVE, instead in state " + status);

        assertThat(Calls.refusal(add, added(Map.of("a", "1")))).isEqualTo(inUse);
        assertThat(Calls.refusal(
                        remove,
                        new RemoveTagsFromStream.Request(
                                List.of(new TagKey("a")), Optional.of(ORDERS), Optional.empty(), Optional.empty())))
                .isEqualTo(inUse);
        assertThat(listed(Optional.empty(), Optional.empty()).tags()).isEmpty();
    }

    private ListTagsForStream.Response listed(Optional<Integer> limit, Optional<String> after) {
        return Calls.call(
                list,
                new ListTagsForStream.Request(
                        limit, after.map(TagKey::new), Optional.of(ORDERS), Optional.empty(), Optional.empty()));
    }

    private StreamFact fact() {
        return catalog.image().stream(ORDERS).orElseThrow().fact();
    }

    private static Map<String, String> numbered(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "v"));
    }

    private static AddTagsToStream.Request added(Map<String, String> tags) {
        return new AddTagsToStream.Request(
                tags.entrySet().stream()
                        .collect(Collectors.toMap(e -> new TagKey(e.getKey()), e -> new TagValue(e.getValue()))),
                Optional.of(ORDERS),
                Optional.empty(),
                Optional.empty());
    }
}
