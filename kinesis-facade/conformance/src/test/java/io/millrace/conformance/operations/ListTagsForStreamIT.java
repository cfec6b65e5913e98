package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListTagsForStreamResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Tag;

class ListTagsForStreamIT extends OnFacade {

    ListTagsForStreamIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void tagsAreGivenInPagesByKey() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.addTagsToStream(r -> r.streamName(stream.name()).tags(Map.of("c", "3", "a", "1", "b", "2")));

            ListTagsForStreamResponse first =
                    kinesis.listTagsForStream(r -> r.streamName(stream.name()).limit(2));
            ListTagsForStreamResponse second =
                    kinesis.listTagsForStream(r -> r.streamName(stream.name()).exclusiveStartTagKey("b"));

            assertThat(first.tags()).extracting(Tag::key).containsExactly("a", "b");
            assertThat(first.hasMoreTags()).isTrue();
            assertThat(second.tags()).extracting(Tag::key).containsExactly("c");
            assertThat(second.hasMoreTags()).isFalse();
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(ResourceNotFoundException.class, () -> kinesis.listTagsForStream(r -> r.streamName("nowhere")))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.listTagsForStream(r -> r.limit(1)))
                .hasMessageContaining("StreamName");
    }
}
