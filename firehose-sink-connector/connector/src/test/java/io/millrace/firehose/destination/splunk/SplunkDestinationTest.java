package io.millrace.firehose.destination.splunk;

import static io.millrace.firehose.destination.Records.batch;
import static io.millrace.firehose.destination.Records.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.VirtualTime;
import io.millrace.firehose.destination.splunk.HecStandIn.Asked;
import io.millrace.firehose.destination.splunk.HecStandIn.Sent;
import io.millrace.firehose.record.FailedRecord;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplunkDestinationTest {

    private static final Duration ACK_TIMEOUT = Duration.ofSeconds(180);
    private static final String A = "{\"event\":\"a\"}";
    private static final String B = "{\"event\":\"b\"}";
    private static final String C = "{\"event\":\"c\"}";

    private final VirtualTime time = VirtualTime.flowing();
    private final HecStandIn splunk = new HecStandIn();

    SplunkDestinationTest() throws IOException {}

    @AfterEach
    void stop() {
        time.shutdownNow();
        splunk.close();
    }

    @Test
    void rawRecordsAreSentAsTheyAreAndWaitedForUntilTheyAreAcknowledged() throws Exception {
        splunk.will(Asked.NOT_YET, Asked.BROKEN, Asked.NOT_YET, Asked.NOT_YET, Asked.NOT_YET);

        assertThat(deliver(HecEndpointType.RAW, batch("one\n", "", "two"))).isEmpty();
        assertThat(splunk.indexed()).containsExactly("one\ntwo");
        assertThat(time.waits())
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10));
        assertThat(splunk.wasAlwaysAskedWithTheCookie()).isTrue();
    }

    @Test
    void eventsAreSentOneAfterTheOther() throws Exception {
        assertThat(deliver(HecEndpointType.EVENT, batch(A + B, C))).isEmpty();
        assertThat(splunk.bodies()).containsExactly(A + B + C);
        assertThat(splunk.indexed()).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsTooLargeIsSentInHalvesAndARecordThatIsAloneTooLargeFails() throws Exception {
        String large = "{\"event\":\"" + "x".repeat(100) + "\"}";
        splunk.takesAtMost(A.length() + B.length());

        List<FailedRecord> failed = deliver(HecEndpointType.EVENT, batch(A, large, B, C, A));

        assertThat(told(failed)).containsExactly(large + ": Splunk.ServerError");
        assertThat(failed.get(0).failure().message()).contains("413");
        assertThat(splunk.indexed()).containsExactly("a", "b", "c", "a");
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource(
            value = Sent.class,
            names = {"TAKEN_AND_LOST", "LOST", "BUSY", "BROKEN", "NOT_A_COLLECTOR", "TOKEN_DISABLED"})
    void whatWasNotTakenIsSentAgain(Sent sent) throws Exception {
        splunk.will(sent);

        assertThat(deliver(HecEndpointType.EVENT, batch(A, B))).isEmpty();
        assertThat(splunk.bodies()).containsExactly(A + B, A + B);
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    void whatIsNotAcknowledgedInTimeIsSentAgain() throws Exception {
        splunk.will(Asked.TOLD_AND_LOST);

        assertThat(deliver(HecEndpointType.EVENT, batch(A))).isEmpty();
        assertThat(splunk.indexed()).containsExactly("a", "a");
        assertThat(time.elapsed()).isBetween(ACK_TIMEOUT, ACK_TIMEOUT.plusSeconds(3));
    }

    @Test
    void theLastTimeIsWaitedForLikeTheFirst() throws Exception {
        // the retry duration is over after the first acknowledgement has not come, and a half, and another
        for (int i = 0; i < 3 * 21; i++) {
            splunk.will(Asked.NOT_YET);
        }
        List<FailedRecord> failed = deliver(HecEndpointType.EVENT, batch(A));

        assertThat(told(failed)).containsExactly(A + ": Splunk.AckTimeout");
        assertThat(failed.get(0).attempts()).isEqualTo(3);
        assertThat(splunk.bodies()).hasSize(3);
        assertThat(time.elapsed())
                .isBetween(
                        ACK_TIMEOUT.multipliedBy(3), ACK_TIMEOUT.multipliedBy(3).plusSeconds(4));
    }

    @Test
    void aLateAcknowledgementInTimeIsOne() throws Exception {
        for (int i = 0; i < 20; i++) {
            splunk.will(Asked.NOT_YET);
        }

        assertThat(deliver(HecEndpointType.EVENT, batch(A))).isEmpty();
        assertThat(splunk.bodies()).hasSize(1);
        assertThat(time.elapsed()).isEqualTo(ACK_TIMEOUT);
    }

    @Test
    void withoutAcknowledgementNothingIsKnownToBeDeliveredAndNothingIsSentTwice() throws Exception {
        splunk.will(Sent.TAKEN_WITHOUT_ACK, Sent.ACK_DISABLED, Sent.TAKEN);
        splunk.will(Asked.ACK_DISABLED);

        for (int i = 0; i < 3; i++) {
            assertThat(told(deliver(HecEndpointType.EVENT, batch(A)))).containsExactly(A + ": Splunk.DisabledAck");
        }
        assertThat(splunk.bodies()).hasSize(3);
    }

    @Test
    void anInvalidTokenIsTriedUntilTheRetryDurationIsOverAndNeverShown() throws Exception {
        var settings = new SplunkSettings(
                splunk.uri(), HecEndpointType.RAW, "another", ACK_TIMEOUT, Duration.ofSeconds(300), 1);
        try (var destination = destination(settings)) {
            assertThat(told(join(destination.deliver(batch("a"))))).containsExactly("a: Splunk.InvalidToken");
        }
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(300));
        assertThat(settings.toString()).doesNotContain("another");

        splunk.will(Collections.nCopies(20, Sent.NOT_A_COLLECTOR).toArray(Sent[]::new));
        assertThat(deliver(HecEndpointType.RAW, batch("a")).get(0).failure().message())
                .contains("502: <html>***")
                .doesNotContain(HecStandIn.TOKEN);
    }

    @Test
    void aBadEventFailsAloneAndTheOthersAreSentAgain() throws Exception {
        List<FailedRecord> failed = deliver(
                HecEndpointType.EVENT,
                batch(
                        A + A,
                        "{\"no\":\"event\"}",
                        B,
                        "not JSON",
                        "[1]",
                        C,
                        "{\"event\":\"x\",\"index\":\"wrong\"}",
                        A));

        assertThat(told(failed))
                .containsExactly(
                        "{\"no\":\"event\"}: Splunk.InvalidDataFormat",
                        "not JSON: Splunk.InvalidDataFormat",
                        "[1]: Splunk.InvalidDataFormat",
                        "{\"event\":\"x\",\"index\":\"wrong\"}: Splunk.InvalidIndex");
        assertThat(splunk.bodies()).hasSize(3).last().isEqualTo(A + A + B + C + A);
        assertThat(splunk.indexed()).contains("a", "b", "c");
        assertThat(time.waits()).as("but for the acknowledgement").hasSize(1);
    }

    @Test
    void aCollectorThatFindsOneBadAfterTheOtherIsNotAskedAboutThousands() throws Exception {
        String[] bad = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"event\":" + i + ",\"index\":\"wrong\"}")
                .toArray(String[]::new);
        Batch batch = batch(bad);

        assertThat(deliver(HecEndpointType.EVENT, batch))
                .extracting(FailedRecord::record)
                .isEqualTo(batch.records());
        assertThat(splunk.bodies()).hasSize(101);
    }

    @Test
    void recordsWithoutAnyDataFailInTheEnd() throws Exception {
        assertThat(told(deliver(HecEndpointType.EVENT, batch("", ""))))
                .containsExactly(": Splunk.InvalidDataFormat", ": Splunk.InvalidDataFormat");
        assertThat(told(deliver(HecEndpointType.RAW, batch("")))).containsExactly(": Splunk.InvalidDataFormat");
    }

    @Test
    void aCollectorThatIsNotThereOrHasNoAnswerHasTheCodeOfItsCause() throws Exception {
        var gone = new HecStandIn();
        gone.close();

        assertThat(told(deliver(HecEndpointType.RAW, batch("a"), gone.uri(), 0)))
                .containsExactly("a: Splunk.InvalidEndpoint");
        splunk.will(Sent.LOST, Sent.BUSY, Sent.BROKEN);
        assertThat(told(deliver(HecEndpointType.RAW, batch("a"), splunk.uri(), 0)))
                .containsExactly("a: Splunk.ConnectionClosed");
        assertThat(told(deliver(HecEndpointType.RAW, batch("a"), splunk.uri(), 0)))
                .containsExactly("a: Splunk.IndexerBusy");
        assertThat(told(deliver(HecEndpointType.RAW, batch("a"), splunk.uri(), 0)))
                .containsExactly("a: Splunk.ServerError");
        assertThat(told(deliver(HecEndpointType.RAW, batch("a"), splunk.uri().resolve("/elsewhere"), 0)))
                .containsExactly("a: Splunk.InvalidEndpoint");
    }

    @Test
    void channelsAreUsedAgainWhenNothingIsOutstandingOnThem() throws Exception {
        try (var destination = destination(settings(HecEndpointType.EVENT, splunk.uri(), 300))) {
            splunk.will(Sent.TAKEN, Sent.BUSY, Sent.TAKEN, Sent.TAKEN_AND_LOST);
            for (int i = 0; i < 3; i++) {
                assertThat(join(destination.deliver(batch(A)))).isEmpty();
            }
        }

        List<String> channels = splunk.channels();
        assertThat(channels).hasSize(5);
        assertThat(channels.subList(0, 4)).as("acknowledged, and refused").containsOnly(channels.get(0));
        assertThat(channels.get(4)).as("after a lost answer").isNotEqualTo(channels.get(0));
    }

    @Test
    void whatACollectorForgotInARestartIsNotTakenForAcknowledgedByWhatCameAfter() throws Exception {
        VirtualTime held = VirtualTime.held();
        try (var destination = destination(settings(HecEndpointType.EVENT, splunk.uri(), 300), held)) {
            CompletableFuture<List<FailedRecord>> forgotten = destination.deliver(batch(A));
            held.awaitWait();
            splunk.will(Sent.RESTARTED_BEFORE);
            CompletableFuture<List<FailedRecord>> after = destination.deliver(batch(B));
            held.awaitWaits(2);
            held.goOn();
            held.awaitWaits(2);
            held.goOn();

            assertThat(join(after)).isEmpty();
            assertThat(forgotten).as("its number is another's now").isNotDone();
        } finally {
            held.shutdownNow();
        }
    }

    @Test
    void whatIsNotAcknowledgedWhenItClosesNeverCompletes() throws Exception {
        VirtualTime held = VirtualTime.held();
        var destination = destination(settings(HecEndpointType.EVENT, splunk.uri(), 300), held);
        CompletableFuture<List<FailedRecord>> waits = destination.deliver(batch(A));
        held.awaitWait();
        destination.close();
        held.goOn();
        CompletableFuture<List<FailedRecord>> tooLate = destination.deliver(batch(B));
        held.shutdown();
        assertThat(held.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(waits).isNotDone();
        assertThat(tooLate).isNotDone();
        assertThat(splunk.questions()).isZero();
    }

    @Test
    void cancellingEndsTheQuestions() throws Exception {
        VirtualTime held = VirtualTime.held();
        try (var destination = destination(settings(HecEndpointType.EVENT, splunk.uri(), 300), held)) {
            CompletableFuture<List<FailedRecord>> waits = destination.deliver(batch(A));
            held.awaitWait();
            waits.cancel(false);
            held.goOn();
            held.shutdown();
            assertThat(held.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

            assertThat(splunk.questions()).isZero();
        }
    }

    private List<FailedRecord> deliver(HecEndpointType type, Batch batch) throws Exception {
        return deliver(type, batch, splunk.uri(), 300);
    }

    private List<FailedRecord> deliver(HecEndpointType type, Batch batch, URI uri, int retrySeconds) throws Exception {
        try (var destination = destination(settings(type, uri, retrySeconds))) {
            return join(destination.deliver(batch));
        }
    }

    private SplunkDestination destination(SplunkSettings settings) {
        return destination(settings, time);
    }

    private static SplunkDestination destination(SplunkSettings settings, VirtualTime time) {
        return new SplunkDestination(settings, Duration.ofSeconds(30), time, time.clock(), new Random(1));
    }

    private static SplunkSettings settings(HecEndpointType type, URI uri, int retrySeconds) {
        return new SplunkSettings(uri, type, HecStandIn.TOKEN, ACK_TIMEOUT, Duration.ofSeconds(retrySeconds), 2);
    }

    private static <T> T join(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }
}
