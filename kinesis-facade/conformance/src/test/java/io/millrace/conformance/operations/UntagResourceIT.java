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

class UntagResourceIT extends OnFacade {

    UntagResourceIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void tagsAreRemoved() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.tagResource(r -> r.resourceARN(stream.arn()).tags(Map.of("a", "1", "b", "2")));

            kinesis.untagResource(r -> r.resourceARN(stream.arn()).tagKeys("a"));

            assertThat(kinesis.listTagsForResource(r -> r.resourceARN(stream.arn()))
                            .tags())
                    .extracting(Tag::key)
                    .containsExactly("b");
        }
    }

    @Test
    void aResourceThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.untagResource(r -> r.resourceARN(nowhere).tagKeys("a")));
        }
    }

    @Test
    void noKeysAreAValidationError() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ValidationException.class,
                            () -> kinesis.untagResource(
                                    r -> r.resourceARN(stream.arn()).tagKeys(List.of())))
                    .hasMessageContaining("'tagKeys'");
        }
    }

    @Test
    void anArnOfNeitherAStreamNorAConsumerIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.untagResource(
                                r -> r.resourceARN(OF_A_SHARD).tagKeys("a")))
                .hasMessageContaining(OF_A_SHARD);
    }
}
