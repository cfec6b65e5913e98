package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Tag;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class RemoveTagsFromStreamIT extends OnFacade {

    RemoveTagsFromStreamIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void tagsAreRemovedAndOthersStay() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.addTagsToStream(r -> r.streamName(stream.name()).tags(Map.of("a", "1", "b", "2")));

            kinesis.removeTagsFromStream(r -> r.streamName(stream.name()).tagKeys("a", "never-there"));

            assertThat(kinesis.listTagsForStream(r -> r.streamName(stream.name()))
                            .tags())
                    .extracting(Tag::key)
                    .containsExactly("b");
        }
    }

    @Test
    void noKeysAreAValidationError() {
        refused(
                        ValidationException.class,
                        () -> kinesis.removeTagsFromStream(
                                r -> r.streamName("any").tagKeys(List.of())))
                .hasMessageContaining("'tagKeys'");
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.removeTagsFromStream(
                                r -> r.streamName("nowhere").tagKeys("a")))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.removeTagsFromStream(r -> r.tagKeys("a")))
                .hasMessageContaining("StreamName");
    }
}
