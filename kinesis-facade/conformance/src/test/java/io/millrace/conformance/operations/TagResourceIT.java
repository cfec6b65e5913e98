package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Tag;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class TagResourceIT extends OnFacade {

    TagResourceIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aStreamAndAConsumerHaveTagsOfTheirOwn() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");

            kinesis.tagResource(r -> r.resourceARN(stream.arn()).tags(Map.of("of", "stream")));
            kinesis.tagResource(r -> r.resourceARN(consumer).tags(Map.of("of", "consumer")));

            assertThat(kinesis.listTagsForResource(r -> r.resourceARN(stream.arn()))
                            .tags())
                    .extracting(Tag::value)
                    .containsExactly("stream");
            assertThat(kinesis.listTagsForResource(r -> r.resourceARN(consumer)).tags())
                    .extracting(Tag::value)
                    .containsExactly("consumer");
        }
    }

    @Test
    void aResourceThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.tagResource(r -> r.resourceARN(nowhere).tags(Map.of("a", "1"))));
        }
    }

    @Test
    void anArnOfAnotherServiceIsAValidationError() {
        refused(
                        ValidationException.class,
                        () -> kinesis.tagResource(
                                r -> r.resourceARN("arn:aws:s3:::bucket").tags(Map.of("a", "1"))))
                .hasMessageContaining("'resourceARN'");
    }

    @Test
    void anArnOfNeitherAStreamNorAConsumerIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.tagResource(r -> r.resourceARN(OF_A_SHARD).tags(Map.of("a", "1"))))
                .hasMessageContaining(OF_A_SHARD);
    }
}
