package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutputStatus;

class DescribeAccountSettingsIT extends OnFacade {

    DescribeAccountSettingsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void theCommitmentIsOffUntilItIsMade() throws Exception {
        try (RunningFacade own = facade.another(Map.of())) {
            assertThat(own.kinesis()
                            .describeAccountSettings(r -> {})
                            .minimumThroughputBillingCommitment()
                            .status())
                    .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
        }
    }
}
