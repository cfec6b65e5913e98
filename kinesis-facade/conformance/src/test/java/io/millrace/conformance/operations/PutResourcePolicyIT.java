package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class PutResourcePolicyIT extends OnFacade {

    PutResourcePolicyIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void aStreamAndAConsumerHavePoliciesOfTheirOwn() {
        try (FacadeStream stream = facade.stream(1)) {
            String consumer = stream.consumer("reader");

            kinesis.putResourcePolicy(r -> r.resourceARN(stream.arn()).policy(policy(stream.arn())));
            kinesis.putResourcePolicy(r -> r.resourceARN(consumer).policy(policy(consumer)));

            assertThat(kinesis.getResourcePolicy(r -> r.resourceARN(stream.arn()))
                            .policy())
                    .isEqualTo(policy(stream.arn()));
            assertThat(kinesis.getResourcePolicy(r -> r.resourceARN(consumer)).policy())
                    .isEqualTo(policy(consumer));
        }
    }

    @Test
    void aPolicyThatCannotBeReadIsAnInvalidArgument() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.putResourcePolicy(
                            r -> r.resourceARN(stream.arn()).policy("{\"Version\":")));
        }
    }

    @Test
    void aPolicyOfAnotherResourceIsAnInvalidArgument() {
        try (FacadeStream stream = facade.stream(1)) {
            refused(
                    InvalidArgumentException.class,
                    () -> kinesis.putResourcePolicy(
                            r -> r.resourceARN(stream.arn()).policy(policy(stream.arn() + "-other"))));
        }
    }

    @Test
    void aResourceThatIsNotThereIsNotFound() {
        try (FacadeStream stream = facade.stream(1)) {
            String nowhere = stream.arn().replace(stream.name(), "nowhere");

            refused(
                    ResourceNotFoundException.class,
                    () -> kinesis.putResourcePolicy(r -> r.resourceARN(nowhere).policy(policy(nowhere))));
        }
    }

    private static String policy(String resource) {
        return """
                {"Version":"2012-10-17","Statement":[{"Sid":"read","Effect":"Allow",\
                "Principal":{"AWS":"arn:aws:iam::111122223333:root"},\
                "Action":"kinesis:%s","Resource":"%s"}]}""".formatted(resource.contains("/consumer/") ? "SubscribeToShard" : "GetRecords", resource);
    }
}
