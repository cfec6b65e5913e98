package io.millrace.server.kinesis.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.AccountFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.mapping.catalog.StreamMode;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.operation.AwsError;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class UpdateStreamModeTest {

    private static final StreamName ORDERS = new StreamName("orders");
    private static final AccountFact COMMITTED =
            AccountFact.INITIAL.withBillingCommitment(new AccountFact.BillingCommitment(Streams.NOW, Optional.empty()));

    private final TestCatalog catalog = TestCatalog.of(Streams.facts(Streams.active("orders"), 3));

    @Test
    void theModeChangesAndTheShardsStay() {
        update(StreamMode.ON_DEMAND, Optional.empty());

        assertThat(stream().mode()).isEqualTo(StreamMode.ON_DEMAND);
        assertThat(stream().isActive()).isTrue();
        assertThat(catalog.image().stream(ORDERS).orElseThrow().openShards()).hasSize(3);
    }

    @Test
    void anOnDemandStreamMayHaveAWarmThroughputUntilItIsProvisioned() {
        catalog.put(COMMITTED);

        update(StreamMode.ON_DEMAND, Optional.of(100));
        assertThat(stream().warmThroughputMiBps()).hasValue(100);

        update(StreamMode.PROVISIONED, Optional.empty());
        assertThat(stream().warmThroughputMiBps()).isEmpty();
    }

    @Test
    void theSameModeAgainChangesNothing() {
        update(StreamMode.PROVISIONED, Optional.empty());

        assertThat(catalog.written()).isEmpty();
    }

    @Test
    void warmThroughputNeedsTheCommitmentAndOnDemandMode() {
        assertThat(refusal(StreamMode.ON_DEMAND, Optional.of(1), limits(10, 10)).code())
                .isEqualTo("ValidationException");
        catalog.put(COMMITTED);
        assertThat(refusal(StreamMode.PROVISIONED, Optional.of(1), limits(10, 10)))
                .isEqualTo(AwsError.validation("WarmThroughputMiBps can only be specified for on-demand streams."));
    }

    @Test
    void theAccountsLimitsHold() {
        assertThat(refusal(StreamMode.ON_DEMAND, Optional.empty(), limits(10, 0))
                        .code())
                .isEqualTo("LimitExceededException");

        update(StreamMode.ON_DEMAND, Optional.empty());

        assertThat(refusal(StreamMode.PROVISIONED, Optional.empty(), limits(2, 10))
                        .code())
                .isEqualTo("LimitExceededException");
    }

    @Test
    void theStreamMustBeActive() {
        catalog.put(stream().withStatus(StreamStatus.UPDATING));

        assertThat(refusal(StreamMode.ON_DEMAND, Optional.empty(), limits(10, 10))
                        .code())
                .isEqualTo("ResourceInUseException");
    }

    @Test
    void warmThroughputIsUpdatedAndShown() {
        catalog.put(COMMITTED, stream().withMode(StreamMode.ON_DEMAND));
        UpdateStreamWarmThroughput operation = warmThroughput();

        UpdateStreamWarmThroughput.Response response = Calls.call(operation, warm(7));

        assertThat(response)
                .isEqualTo(new UpdateStreamWarmThroughput.Response(
                        Streams.ARNS.ofStream(ORDERS), ORDERS, Optional.of(new WarmThroughput(7, 3))));
        assertThat(stream().warmThroughputMiBps()).isEqualTo(OptionalInt.of(7));
    }

    @Test
    void warmThroughputNeedsACommitmentThatHasNotEnded() {
        Instant ended = Instant.EPOCH;
        catalog.put(
                AccountFact.INITIAL.withBillingCommitment(
                        new AccountFact.BillingCommitment(ended.minusSeconds(86400), Optional.of(ended))),
                stream().withMode(StreamMode.ON_DEMAND));

        assertThat(Calls.refusal(warmThroughput(), warm(7)).message()).contains("MinimumThroughputBillingCommitment");
    }

    @Test
    void aProvisionedStreamHasNoWarmThroughput() {
        catalog.put(COMMITTED);

        assertThat(Calls.refusal(warmThroughput(), warm(7)))
                .isEqualTo(AwsError.validation("WarmThroughputMiBps can only be specified for on-demand streams."));
    }

    @Test
    void limitsAreDescribed() {
        catalog.put(Streams.active("clicks").withMode(StreamMode.ON_DEMAND));

        assertThat(Calls.call(new DescribeLimits(catalog, new AccountQuotas(200, 50, 4)), new DescribeLimits.Request()))
                .isEqualTo(new DescribeLimits.Response(200, 3, 1, 50));
    }

    private UpdateStreamWarmThroughput warmThroughput() {
        return new UpdateStreamWarmThroughput(new StreamLookup(catalog, Streams.ARNS), catalog, Streams.ARNS);
    }

    private static UpdateStreamWarmThroughput.Request warm(int mibps) {
        return new UpdateStreamWarmThroughput.Request(mibps, Optional.of(ORDERS), Optional.empty(), Optional.empty());
    }

    private StreamFact stream() {
        return catalog.image().stream(ORDERS).orElseThrow().fact();
    }

    private void update(StreamMode mode, Optional<Integer> warm) {
        Calls.call(operation(limits(10, 10)), request(mode, warm));
    }

    private AwsError refusal(StreamMode mode, Optional<Integer> warm, ShardLimits limits) {
        return Calls.refusal(operation(limits), request(mode, warm));
    }

    private UpdateStreamMode operation(ShardLimits limits) {
        return new UpdateStreamMode(new StreamLookup(catalog, Streams.ARNS), catalog, limits);
    }

    private static ShardLimits limits(int shards, int onDemandStreams) {
        return new ShardLimits(new AccountQuotas(shards, onDemandStreams, 4), Streams.ARNS);
    }

    private static UpdateStreamMode.Request request(StreamMode mode, Optional<Integer> warm) {
        return new UpdateStreamMode.Request(
                new StreamModeDetails(mode), new StreamArn(Streams.ARNS.ofStream(ORDERS)), warm, Optional.empty());
    }
}
