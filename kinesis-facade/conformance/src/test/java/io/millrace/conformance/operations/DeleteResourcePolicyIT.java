package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class DeleteResourcePolicyIT extends OnFacade {

    DeleteResourcePolicyIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aPolicyIsDeleted() {
        try (FacadeStream stream = facade.stream(1)) {
            kinesis.putResourcePolicy(r -> r.resourceARN(stream.arn()).policy(policy(stream.arn())));

            kinesis.deleteResourcePolicy(r -> r.resourceARN(stream.arn()));

            assertThat(kinesis.getResourcePolicy(r -> r.resourceARN(stream.arn()))
                            .policy())
                    .isNotEqualTo(policy(stream.arn()));
        }
    }

    @Test
    void aPolicyThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.deleteResourcePolicy(r -> r.resourceARN(stream.arn())));
        }
    }

    @Test
    void aResourceThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(ResourceNotFoundException.class, () -> kinesis.deleteResourcePolicy(r -> r.resourceARN(nowhere)));
        }
    }

    @Test
    void anArnOfNeitherAStreamNorAConsumerIsAnInvalidArgument() {
        refused(InvalidArgumentException.class, () -> kinesis.deleteResourcePolicy(r -> r.resourceARN(OF_A_SHARD)))
                .hasMessageContaining(OF_A_SHARD);
    }

    private static String policy(String resource) {
        return """
                {"Version":"2012-10-17","Statement":[{"Sid":"read","Effect":"Allow",\
                "Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
                "Action":"kinesis:%s","Resource":"%s"}]}""".formatted(resource.contains("/consumer/") ? "SubscribeToShard" : "GetRecords", resource);
    }
}
