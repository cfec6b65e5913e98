package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.Refusals;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class DeleteStreamIT extends OnFacade {

    DeleteStreamIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aDeletedStreamIsGoneAndItsNameIsFree() {
        FacadeStream stream = facade.stream(1);

        kinesis.deleteStream(r -> r.streamARN(stream.arn()));
        stream.awaitGone();

        kinesis.createStream(r -> r.streamName(stream.name()).shardCount(1));
        stream.awaitActive().close();
    }

    @Test
    void aStreamMadeAgainDoesNotServeTheIteratorsOfTheOneBefore() {
        FacadeStream stream = facade.stream(1);
        stream.put("k", "of the first");
        String old = stream.iterator(shardId(0), ShardIteratorType.TRIM_HORIZON);
        stream.close();
        stream.awaitGone();

        kinesis.createStream(r -> r.streamName(stream.name()).shardCount(1));
        stream.awaitActive();
        stream.put("k", "of the second");

        Refusals.refused(
                "GetRecords", ResourceNotFoundException.class, () -> kinesis.getRecords(r -> r.shardIterator(old)));
        assertThat(stream.textsToTip(shardId(0))).containsExactly("of the second");
        stream.close();
    }

    @Test
    void aStreamWithConsumersIsKeptUnlessTheyMayGoToo() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.consumer("reader");

            refused(ResourceInUseException.class, () -> kinesis.deleteStream(r -> r.streamName(stream.name())));
            kinesis.deleteStream(r -> r.streamName(stream.name()).enforceConsumerDeletion(true));
            stream.awaitGone();
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(ResourceNotFoundException.class, () -> kinesis.deleteStream(r -> r.streamName("nowhere")))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.deleteStream(r -> r.enforceConsumerDeletion(true)))
                .hasMessageContaining("StreamName");
    }
}
