package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ListStreamConsumersResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class ListStreamConsumersIT extends OnFacade {

    ListStreamConsumersIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void consumersAreGivenInPages() {
        try (FacadeStream stream = facade.stream(1)) {
            for (int i = 0; i < 3; i++) {
                stream.consumer("reader-" + i);
            }

            ListStreamConsumersResponse first =
                    kinesis.listStreamConsumers(r -> r.streamARN(stream.arn()).maxResults(2));
            ListStreamConsumersResponse second =
                    kinesis.listStreamConsumers(r -> r.streamARN(stream.arn()).nextToken(first.nextToken()));

            assertThat(first.consumers()).hasSize(2);
            assertThat(second.nextToken()).isNull();
            assertThat(java.util.stream.Stream.concat(first.consumers().stream(), second.consumers().stream()))
                    .extracting(Consumer::consumerName)
                    .containsExactlyInAnyOrder("reader-0", "reader-1", "reader-2");
        }
    }

    @Test
    void aTokenThatIsNoneIsAnInvalidArgument() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.listStreamConsumers(
                            r -> r.streamARN(stream.arn()).nextToken("garbage")));
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(ResourceNotFoundException.class, () -> kinesis.listStreamConsumers(r -> r.streamARN(nowhere)));
        }
    }
}
