package io.millrace.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.kinesis.Calls;
import io.millrace.server.operation.Empty;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

final class KafkaAwayTest {

    private record Request() {}

    @Test
    void whatKafkaMayDoLaterIsUnavailable() {
        assertThat(Calls.refusal(() -> failWith(new TimeoutException("no answer"))))
                .isEqualTo(KafkaAway.ERROR);
        assertThat(Calls.refusal(() -> failWith(new CompletionException(new UnknownTopicOrPartitionException("lost")))))
                .isEqualTo(KafkaAway.ERROR);
    }

    @Test
    void aPartitionThatCannotBeReadIsUnavailable() {
        assertThat(Calls.refusal(() -> failWith(new PartitionUnavailableException("no answer for orders-0"))))
                .isEqualTo(KafkaAway.ERROR);
    }

    @Test
    void anythingElseStaysWhatItIs() {
        assertThatThrownBy(() -> failWith(new InvalidTopicException("..")))
                .hasCauseInstanceOf(InvalidTopicException.class);
    }

    private static void failWith(Throwable failure) {
        KafkaAway<Request, Empty> operation =
                new KafkaAway<>("Test", (request, context) -> CompletableFuture.failedStage(failure));
        Calls.call(operation, new Request());
    }
}
