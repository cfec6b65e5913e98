package io.millrace.conformance.operations;

import static io.millrace.conformance.FacadeStream.shardId;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.Refusals;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class UpdateMaxRecordSizeIT extends OnFacade {

    UpdateMaxRecordSizeIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void largerRecordsAreTaken() {
        try (FacadeStream stream = facade.stream(1)) {
            SdkBytes twoMebibytes = SdkBytes.fromByteArray(new byte[2 * 1024 * 1024]);
            Refusals.refused(
                    "PutRecord",
                    ValidationException.class,
                    () -> kinesis.putRecord(
                            r -> r.streamName(stream.name()).partitionKey("k").data(twoMebibytes)));

            kinesis.updateMaxRecordSize(r -> r.streamARN(stream.arn()).maxRecordSizeInKiB(4096));
            stream.awaitActive();
            kinesis.putRecord(r -> r.streamName(stream.name()).partitionKey("k").data(twoMebibytes));

            assertThat(stream.summary().maxRecordSizeInKiB()).isEqualTo(4096);
            assertThat(stream.readToTip(shardId(0)).get(0).data()).isEqualTo(twoMebibytes);
        }
    }

    @Test
    void theSizeHasBounds() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ValidationException.class,
                            () -> kinesis.updateMaxRecordSize(
                                    r -> r.streamARN(stream.arn()).maxRecordSizeInKiB(10241)))
                    .hasMessageContaining("'maxRecordSizeInKiB'");
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.updateMaxRecordSize(r -> r.streamARN(nowhere).maxRecordSizeInKiB(2048)));
        }
    }

    @Test
    void theArnIsNeeded() {
        refused(InvalidArgumentException.class, () -> kinesis.updateMaxRecordSize(r -> r.maxRecordSizeInKiB(2048)))
                .hasMessageContaining("StreamARN");
    }
}
