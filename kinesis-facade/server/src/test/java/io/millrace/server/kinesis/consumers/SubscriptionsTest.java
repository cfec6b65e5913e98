package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SubscriptionsTest {

    private static final AwsError TAKEN =
            AwsError.resourceInUse("Another active subscription exists for this consumer.");

    private final FanOut fanOut = new FanOut();

    @Test
    void withinFiveSecondsTheSecondIsRefusedAndTheFirstGoesOn() {
        Receiver first = Receiver.ofAll(fanOut.subscribe(0));
        fanOut.time.pass(Duration.ofMillis(4999));

        assertThat(Calls.refusal(() -> fanOut.subscribe(0))).isEqualTo(TAKEN);

        fanOut.append("a");
        assertThat(first.keys()).containsExactly("a");
        assertThat(first.error).isEmpty();
    }

    @Test
    void afterFiveSecondsTheSecondTakesOverAndTheFirstEndsWithAnError() {
        Receiver first = Receiver.ofAll(fanOut.subscribe(0));
        fanOut.time.pass(Duration.ofSeconds(5));

        Receiver second = Receiver.ofAll(fanOut.subscribe(0));

        assertThat(first.error).contains(TAKEN);
        fanOut.append("a");
        assertThat(second.keys()).containsExactly("a");
        assertThat(first.keys()).isEmpty();
        assertThat(fanOut.subscriptions.count()).isEqualTo(1);
    }

    @Test
    void theFiveSecondsCountFromTheCallWhetherOrNotTheFirstIsStillThere() {
        Receiver.ofAll(fanOut.subscribe(0)).cancel();

        assertThat(Calls.refusal(() -> fanOut.subscribe(0))).isEqualTo(TAKEN);
        fanOut.time.pass(Duration.ofSeconds(5));

        assertThat(Receiver.ofAll(fanOut.subscribe(0)).error).isEmpty();
    }

    @Test
    void otherConsumersAndRegistrationsAnewAreOthers() {
        fanOut.subscribe(0);
        ConsumerFact other = FanOut.consumer("other");
        fanOut.catalog.put(other);

        assertThat(Receiver.ofAll(fanOut.subscriptions.begin(other, FanOut.SHARD, 0)).error)
                .isEmpty();
    }

    @Test
    void aConsumerThatIsGoneBeforeItsSubscriptionIsListedEndsIt() {
        ConsumerFact gone = FanOut.consumer("gone");

        Receiver receiver = Receiver.ofAll(fanOut.subscriptions.begin(gone, FanOut.SHARD, 0));

        assertThat(receiver.error).map(AwsError::code).contains("ResourceNotFoundException");
    }
}
