package io.millrace.firehose.transform;

import static io.millrace.firehose.transform.Records.ok;
import static io.millrace.firehose.transform.Records.record;
import static io.millrace.firehose.transform.Records.records;
import static io.millrace.firehose.transform.Records.response;
import static io.millrace.firehose.transform.Records.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.firehose.HeldScheduler;
import io.millrace.firehose.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransformerTest {

    private static final Instant NOW = Instant.parse("2026-02-03T05:00:00Z");

    private final HeldScheduler scheduler = new HeldScheduler();
    private final ScriptedTransform function = new ScriptedTransform();
    private final Transformer transformer = new Transformer(
            function,
            Records.DIRECT,
            3,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
            scheduler,
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Random(1));

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void answerIsTaken() {
        function.will(response(ok(0, "A"), ok(1, "B")));

        assertThat(told(transformer.transform(records(2)).join())).containsExactly("A", "B");
        assertThat(scheduler.waits()).isEmpty();
    }

    @Test
    void functionThatRecoversIsAskedAgainAfterAWaitWithANewInvocationId() throws Exception {
        function.will(new InvocationFailure.FunctionError("Runtime.ExitError"));
        function.will(response(ok(0, "A")));

        CompletableFuture<List<Transformed>> results = transformer.transform(records(1));

        assertThat(results).isNotDone();
        assertThat(scheduler.waits().get(0)).isBetween(500L, 1000L);
        scheduler.run();
        assertThat(told(results.join())).containsExactly("A");
        var json = new ObjectMapper();
        assertThat(json.readTree(function.requests.get(1)).get("records"))
                .isEqualTo(json.readTree(function.requests.get(0)).get("records"));
        assertThat(json.readTree(function.requests.get(1)).get("invocationId"))
                .isNotEqualTo(json.readTree(function.requests.get(0)).get("invocationId"));
    }

    @Test
    void batchFailsAfterThreeRetriesWithTheServicesCode() {
        for (int i = 0; i < 4; i++) {
            function.will(new CompletionException(new InvocationFailure.Timeout(Duration.ofMinutes(5))));
        }
        CompletableFuture<List<Transformed>> results = transformer.transform(records(2));
        for (int i = 0; i < 3; i++) {
            assertThat(results).isNotDone();
            scheduler.run();
        }

        assertThat(results.join())
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(Transformed.Failed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo("Lambda.FunctionTimedOut");
                    assertThat(failed.attempts()).isEqualTo(4);
                    assertThat(failed.ended()).isEqualTo(NOW);
                }));
        assertThat(function.requests).hasSize(4);
        assertThat(scheduler.waits().get(2)).isBetween(2000L, 4000L);
    }

    @Test
    void rubbishIsFinal() {
        function.will("rubbish".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(told(transformer.transform(records(1)).join())).containsExactly("Lambda.JsonProcessingException");
        assertThat(scheduler.waits()).isEmpty();
    }

    @Test
    void tooMuchIsFinal() {
        function.will(InvocationFailure.TooLarge.response());
        function.will(new byte[Limits.INVOCATION_BYTES + 1]);

        assertThat(told(transformer.transform(records(1)).join())).containsExactly("Lambda.FunctionError");
        assertThat(told(transformer.transform(records(1)).join())).containsExactly("Lambda.FunctionError");
        assertThat(scheduler.waits()).isEmpty();
    }

    @Test
    void recordThatNoRequestCanCarryFailsWithoutAnInvocation() {
        List<Transformed> results =
                transformer.transform(List.of(record(0, new byte[5 << 20]))).join();

        assertThat(told(results)).containsExactly("Lambda.RequestTooLarge");
        assertThat(function.requests).isEmpty();
    }

    @Test
    void runtimeThatThrowsIsAFailureLikeOthers() {
        function.will(new IllegalStateException("a bug"));
        function.will(response(ok(0, "A")));
        CompletableFuture<List<Transformed>> results = transformer.transform(records(1));
        scheduler.run();

        assertThat(told(results.join())).containsExactly("A");
    }

    @Test
    void cancelledBatchIsNotAskedAboutAgain() {
        function.will(new InvocationFailure.FunctionError("Error"));
        CompletableFuture<List<Transformed>> results = transformer.transform(records(1));
        results.cancel(false);
        scheduler.run();

        assertThat(function.requests).hasSize(1);
    }

    @Test
    void batchOfAConnectorThatStopsStaysUndone() {
        scheduler.shutdown();
        function.will(new InvocationFailure.FunctionError("closed"));

        assertThat(transformer.transform(records(1))).isNotDone();
    }

    @Test
    void theLastAttemptOfAConnectorThatStopsIsNoFailureOfItsRecords() {
        var once = new Transformer(
                function,
                Records.DIRECT,
                0,
                Backoff.DEFAULT,
                scheduler,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Random(1));
        scheduler.shutdown();
        function.will(new InvocationFailure.Transport("closed"));

        assertThat(once.transform(records(1))).isNotDone();
    }

    @Test
    void anErrorOfTheMachineIsAFailureLikeOthers() {
        function.will(new StackOverflowError());
        function.will(response(ok(0, "A")));
        CompletableFuture<List<Transformed>> results = transformer.transform(records(1));
        scheduler.run();

        assertThat(told(results.join())).containsExactly("A");
    }

    /** Answers as it was told to, in that order. */
    private static final class ScriptedTransform implements Transform {

        private final Deque<Object> script = new ArrayDeque<>();
        private final List<byte[]> requests = new ArrayList<>();

        void will(Object answerOrError) {
            script.add(answerOrError);
        }

        @Override
        public CompletionStage<byte[]> invoke(byte[] request) {
            requests.add(request);
            Object next = script.remove();
            if (next instanceof IllegalStateException bug) {
                throw bug;
            }
            if (next instanceof Error error) {
                throw error;
            }
            return next instanceof Throwable error
                    ? CompletableFuture.failedFuture(error)
                    : CompletableFuture.completedFuture((byte[]) next);
        }

        @Override
        public void close() {}
    }
}
