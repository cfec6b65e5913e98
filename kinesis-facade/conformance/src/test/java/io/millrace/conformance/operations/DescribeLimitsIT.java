package io.millrace.conformance.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

class DescribeLimitsIT extends OnFacade {

    DescribeLimitsIT(RunningFacade facade) {
        super(facade);
    }

    @Test
    void theAccountsShardsAndStreamsAreCounted() throws Exception {
        try (RunningFacade own =
                        facade.another(Map.of("streams.shardLimit", "77", "streams.onDemandStreamLimit", "7"));
                FacadeStream provisioned = own.stream(3);
                FacadeStream onDemand = own.stream(r -> r.streamModeDetails(d -> d.streamMode(StreamMode.ON_DEMAND)))) {
            DescribeLimitsResponse limits = own.kinesis().describeLimits();

            assertThat(limits.shardLimit()).isEqualTo(77);
            assertThat(limits.openShardCount()).isEqualTo(3);
            assertThat(limits.onDemandStreamCount()).isEqualTo(1);
            assertThat(limits.onDemandStreamCountLimit()).isEqualTo(7);
        }
    }
}
