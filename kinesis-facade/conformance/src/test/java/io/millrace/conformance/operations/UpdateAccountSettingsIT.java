package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutputStatus;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

class UpdateAccountSettingsIT extends OnFacade {

    UpdateAccountSettingsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void theCommitmentIsKept() throws Exception {
        try (RunningFacade own = facade.another(Map.of())) {
            own.kinesis()
                    .updateAccountSettings(r -> r.minimumThroughputBillingCommitment(
                            c -> c.status(MinimumThroughputBillingCommitmentInputStatus.ENABLED)));

            assertThat(own.kinesis()
                            .describeAccountSettings(r -> {})
                            .minimumThroughputBillingCommitment()
                            .status())
                    .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.ENABLED);
        }
    }

    @Test
    void theCommitmentIsRequired() {
        refused(ValidationException.class, () -> kinesis.updateAccountSettings(r -> {}))
                .hasMessageContaining("'minimumThroughputBillingCommitment'");
    }

    @Test
    void aStatusThatIsNoneIsAValidationError() {
        refused(
                        ValidationException.class,
                        () -> kinesis.updateAccountSettings(
                                r -> r.minimumThroughputBillingCommitment(c -> c.status("MAYBE"))))
                .hasMessageContaining("'minimumThroughputBillingCommitment.status'");
    }
}
