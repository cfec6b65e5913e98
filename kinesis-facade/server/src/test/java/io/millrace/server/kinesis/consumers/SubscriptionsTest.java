package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.operation.AwsError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

        assertThat(Receiver.ofAll(fanOut.subscribe(other, 0)).error).isEmpty();
    }

    @Test
    void aConsumerThatIsGoneBeforeItsSubscriptionIsListedEndsIt() {
        ConsumerFact gone = FanOut.consumer("gone");

        Receiver receiver = Receiver.ofAll(fanOut.subscribe(gone, 0));

        assertThat(receiver.error).map(AwsError::code).contains("ResourceNotFoundException");
    }

    @Test
    void itIsTheSameOnAnotherNode() {
        FanOut elsewhere = fanOut.anotherNode();
        Receiver first = Receiver.ofAll(fanOut.subscribe(0));

        assertThat(Calls.refusal(() -> elsewhere.subscribe(0))).isEqualTo(TAKEN);
        fanOut.time.pass(Duration.ofSeconds(5));
        Receiver second = Receiver.ofAll(elsewhere.subscribe(0));

        assertThat(first.error).contains(TAKEN);
        assertThat(second.error).isEmpty();
        assertThat(fanOut.subscriptions.count()).isZero();
        assertThat(elsewhere.subscriptions.count()).isEqualTo(1);
    }

    @Test
    void aNodeThatCameLaterKnowsWhatWasGrantedSince() {
        FanOut elsewhere = fanOut.anotherNode();
        fanOut.subscribe(0);
        fanOut.time.pass(Duration.ofSeconds(5));
        elsewhere.subscribe(0);

        assertThat(Calls.refusal(() -> fanOut.subscribe(0))).isEqualTo(TAKEN);
    }

    @Test
    void aRefusedCallDoesNotCountForTheNext() {
        fanOut.subscribe(0);
        fanOut.time.pass(Duration.ofSeconds(4));
        Calls.refusal(() -> fanOut.subscribe(0));
        fanOut.time.pass(Duration.ofSeconds(1));

        assertThat(Receiver.ofAll(fanOut.subscribe(0)).error).isEmpty();
    }

    @Test
    void whatCannotBeToldIsAnErrorThatIsTriedAgain() {
        fanOut.claims.mode = HandFedClaims.Mode.AWAY;

        assertThat(Calls.refusal(() -> fanOut.subscribe(0)).status()).isEqualTo(503);
        assertThat(fanOut.time.pending()).isZero();
    }

    @Test
    void aClaimThatIsNotReadInTimeIsAnErrorThatIsTriedAgain() {
        fanOut.claims.mode = HandFedClaims.Mode.SILENT;
        CompletableFuture<ShardSubscription> asked =
                fanOut.subscriptions.begin(FanOut.CONSUMER, FanOut.SHARD, 0).toCompletableFuture();

        fanOut.time.pass(Subscriptions.PATIENCE);

        assertThat(Calls.refusal(asked::join).status()).isEqualTo(503);
    }
}
