package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KmsNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class StartStreamEncryptionIT extends OnFacade {

    StartStreamEncryptionIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void withoutAKeyRingTheKeyIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    KmsNotFoundException.class,
                    () -> kinesis.startStreamEncryption(r -> r.streamName(stream.name())
                            .encryptionType(EncryptionType.KMS)
                            .keyId("alias/aws/kinesis")));
            assertThat(stream.summary().encryptionType()).isEqualTo(EncryptionType.NONE);
        }
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        refused(
                        ResourceNotFoundException.class,
                        () -> kinesis.startStreamEncryption(r -> r.streamName("nowhere")
                                .encryptionType(EncryptionType.KMS)
                                .keyId("alias/aws/kinesis")))
                .hasMessageContaining("Stream nowhere under account");
    }

    @Test
    void theKeyIsRequired() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            ValidationException.class,
                            () -> kinesis.startStreamEncryption(
                                    r -> r.streamName(stream.name()).encryptionType(EncryptionType.KMS)))
                    .hasMessageContaining("'keyId'");
        }
    }

    @Test
    void noEncryptionIsAnInvalidArgument() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                            InvalidArgumentException.class,
                            () -> kinesis.startStreamEncryption(r -> r.streamName(stream.name())
                                    .encryptionType(EncryptionType.NONE)
                                    .keyId("alias/aws/kinesis")))
                    .hasMessageContaining("EncryptionType NONE");
        }
    }

    @Test
    void neitherNameNorArnIsAnInvalidArgument() {
        refused(
                        InvalidArgumentException.class,
                        () -> kinesis.startStreamEncryption(
                                r -> r.encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis")))
                .hasMessageContaining("StreamName");
    }
}
