package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.operation.AwsError;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeregisterStreamConsumerTest {

    private final FanOut fanOut = new FanOut();
    private final DeregisterStreamConsumer deregister = new DeregisterStreamConsumer(fanOut.consumers, fanOut.catalog);

    @Test
    void aConsumerThatIsDeregisteredIsDeleting() {
        Calls.call(deregister, request(Streams.ARNS.ofConsumer(FanOut.CONSUMER)));

        assertThat(fanOut.catalog.written())
                .endsWith(new Change.Put(FanOut.CONSUMER.withStatus(ConsumerStatus.DELETING)));
    }

    @Test
    void oneThatIsGoingIsLeftToGo() {
        fanOut.catalog.put(FanOut.CONSUMER.withStatus(ConsumerStatus.DELETING));
        int written = fanOut.catalog.written().size();

        Calls.call(deregister, request(Streams.ARNS.ofConsumer(FanOut.CONSUMER)));

        assertThat(fanOut.catalog.written()).hasSize(written);
    }

    @Test
    void oneThatIsNotThereIsNotFound() {
        assertThat(Calls.refusal(deregister, request(Streams.ARNS.ofConsumer(FanOut.consumer("nobody")))))
                .extracting(AwsError::code)
                .isEqualTo("ResourceNotFoundException");
    }

    private static DeregisterStreamConsumer.Request request(String arn) {
        return new DeregisterStreamConsumer.Request(
                Optional.empty(), Optional.empty(), Optional.of(new ConsumerArn(arn)), Optional.empty());
    }
}
