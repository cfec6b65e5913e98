package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class ListTagsForResourceIT extends OnFacade {

    ListTagsForResourceIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aConsumersTagsAreGivenAtItsRegistration() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = kinesis.registerStreamConsumer(r ->
                            r.streamARN(stream.arn()).consumerName("reader").tags(Map.of("b", "2", "a", "1")))
                    .consumer()
                    .consumerARN();

            assertThat(kinesis.listTagsForResource(r -> r.resourceARN(consumer)).tags())
                    .extracting(tag -> tag.key() + "=" + tag.value())
                    .containsExactlyInAnyOrder("a=1", "b=2");
        }
    }

    @Test
    void aResourceThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(ResourceNotFoundException.class, () -> kinesis.listTagsForResource(r -> r.resourceARN(nowhere)));
        }
    }

    @Test
    void theArnIsRequired() {
        refused(ValidationException.class, () -> kinesis.listTagsForResource(r -> {}))
                .hasMessageContaining("'resourceARN'");
    }

    @Test
    void anArnOfNeitherAStreamNorAConsumerIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.listTagsForResource(r -> r.resourceARN(OF_A_SHARD)))
                .hasMessageContaining(OF_A_SHARD);
    }
}
