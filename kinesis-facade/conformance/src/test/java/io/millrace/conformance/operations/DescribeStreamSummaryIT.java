package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class DescribeStreamSummaryIT extends OnFacade {

    DescribeStreamSummaryIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aStreamIsDescribedWithoutItsShards() {
        try (FacadeStream stream = facade.stream(2)) {
            StreamDescriptionSummary summary = stream.summary();

            assertThat(summary.streamName()).isEqualTo(stream.name());
            assertThat(summary.streamARN()).endsWith(":stream/" + stream.name());
            assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
            assertThat(summary.openShardCount()).isEqualTo(2);
            assertThat(summary.consumerCount()).isZero();
            assertThat(summary.maxRecordSizeInKiB()).isEqualTo(1024);
        }
    }

    @Test
    void aConsumerIsCounted() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.consumer("reader");

            assertThat(stream.summary().consumerCount()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(ResourceNotFoundException.class, () -> kinesis.describeStreamSummary(r -> r.streamName("nowhere")))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.describeStreamSummary(r -> {}))
                .hasMessageContaining("StreamName");
    }
}
