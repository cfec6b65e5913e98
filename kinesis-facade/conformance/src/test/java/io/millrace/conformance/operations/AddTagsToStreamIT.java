package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class AddTagsToStreamIT extends OnFacade {

    AddTagsToStreamIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void tagsAreAddedAndOverwritten() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.addTagsToStream(r -> r.streamName(stream.name()).tags(Map.of("a", "1", "b", "2")));
            kinesis.addTagsToStream(r -> r.streamARN(stream.arn()).tags(Map.of("b", "3")));

            assertThat(kinesis.listTagsForStream(r -> r.streamName(stream.name()))
                            .tags())
                    .extracting(tag -> tag.key() + "=" + tag.value())
                    .containsExactly("a=1", "b=3");
        }
    }

    @Test
    void fiftyTagsAreTheMost() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.addTagsToStream(r -> r.streamName(stream.name()).tags(tags(50)));

            refused(
                            InvalidArgumentException.class,
                            () -> kinesis.addTagsToStream(
                                    r -> r.streamName(stream.name()).tags(Map.of("one", "more"))))
                    .hasMessageContaining("cannot have more than 50 tags");
        }
    }

    @Test
    void aKeyHasBounds() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ValidationException.class,
                            () -> kinesis.addTagsToStream(
                                    r -> r.streamName(stream.name()).tags(Map.of("k".repeat(129), "v"))))
                    .hasMessageContaining("'tags");
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.addTagsToStream(
                                r -> r.streamName("nowhere").tags(Map.of("a", "1"))))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.addTagsToStream(r -> r.tags(Map.of("a", "1"))))
                .hasMessageContaining("StreamName");
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "value-" + i));
    }
}
