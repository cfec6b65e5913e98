package io.millrace.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.Change;
import io.millrace.mapping.catalog.FactKey;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.catalog.TestCatalog;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.Calls;
import io.millrace.server.kinesis.Streams;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CallLimitsTest {

    private static final AwsError TOO_OFTEN_FOR_ORDERS =
            AwsError.limitExceeded("Rate exceeded for stream orders under account 123456789012.");

    private final TestClock clock = new TestClock();
    private final TestCatalog catalog = TestCatalog.of(Streams.active("orders"), Streams.active("clicks"));
    private final CallLimits limits = new CallLimits(
            "123456789012",
            clock,
            catalog::image,
            arn -> Streams.ARNS.parse(arn).map(Arns.Resource::stream));

    private boolean failing;

    record Request(Optional<StreamName> streamName, Optional<String> streamARN) {}

    /** The operations are looked up by their names. */
    private final class ListStreams extends Succeeds {}

    private final class ListShards extends Succeeds {}

    private final class UpdateShardCount extends Succeeds {}

    private final class CreateStream extends Succeeds {}

    private final class PutRecord extends Succeeds {}

    private class Succeeds implements Operation<Request, Empty> {
        @Override
        public CompletionStage<Empty> handle(Request request, RequestContext context) {
            return failing
                    ? CompletableFuture.failedFuture(
                            AwsError.resourceInUse("not now").asException())
                    : Empty.done();
        }
    }

    private final OperationTable table = limits.on(OperationTable.of("Kinesis_20131202")
            .add(Request.class, new ListStreams())
            .add(Request.class, new ListShards())
            .add(Request.class, new UpdateShardCount())
            .add(Request.class, new CreateStream())
            .add(Request.class, new PutRecord())
            .build());

    @Test
    void anAccountListsStreamsFiveTimesASecond() {
        assertThat(calls("ListStreams", NONE, 6)).isEqualTo(5);
        assertThat(refusal("ListStreams", NONE))
                .isEqualTo(AwsError.limitExceeded("Rate exceeded for account 123456789012."));

        clock.advanceMillis(200);
        assertThat(calls("ListStreams", NONE, 2)).isEqualTo(1);
    }

    @Test
    void everyStreamHasItsOwnRate() {
        assertThat(calls("ListShards", ORDERS, 1001)).isEqualTo(1000);

        assertThat(refusal("ListShards", ORDERS)).isEqualTo(TOO_OFTEN_FOR_ORDERS);
        assertThat(calls("ListShards", named("clicks"), 1)).isEqualTo(1);
    }

    @Test
    void anArnNamesTheStreamToo() {
        Request byArn = new Request(
                Optional.empty(), Optional.of("arn:aws:kinesis:us-east-1:123456789012:stream/orders/consumer/c:1"));
        calls("ListShards", ORDERS, 1000);

        assertThat(refusal("ListShards", byArn)).isEqualTo(TOO_OFTEN_FOR_ORDERS);
    }

    @Test
    void theShardCountIsUpdatedTenTimesADay() {
        assertThat(IntStream.range(0, 10).map(i -> later("UpdateShardCount")).sum())
                .isEqualTo(10);
        assertThat(refusal("UpdateShardCount", ORDERS)).isEqualTo(TOO_OFTEN_FOR_ORDERS);

        clock.advance(Duration.ofHours(24).minus(Duration.ofMinutes(9)));
        assertThat(calls("UpdateShardCount", ORDERS, 2)).isEqualTo(1);
    }

    @Test
    void callsWithoutEffectAreNotCountedInTheDay() {
        failing = true;
        IntStream.range(0, 20).forEach(i -> later("UpdateShardCount"));
        failing = false;

        assertThat(later("UpdateShardCount")).isEqualTo(1);
    }

    @Test
    void fiveStreamsAreMadeOrDeletedAtOnce() {
        IntStream.range(0, 4)
                .forEach(i -> catalog.put(Streams.active("new-" + i).withStatus(StreamStatus.CREATING)));
        assertThat(calls("CreateStream", named("fifth"), 1)).isEqualTo(1);

        catalog.put(Streams.active("clicks").withStatus(StreamStatus.DELETING));

        assertThat(refusal("CreateStream", named("sixth")))
                .isEqualTo(AwsError.limitExceeded("This request would have exceed the limit on the number of streams"
                        + " that can simultaneously be in CREATING or DELETING. Limit: 5"));
    }

    @Test
    void whatHasNoLimitIsNotLimited() {
        assertThat(calls("PutRecord", ORDERS, 5000)).isEqualTo(5000);
    }

    @Test
    void namesThatAreNoStreamsAreNotRemembered() {
        KnownStreams known = new KnownStreams(catalog::image);
        StreamRate rate = new StreamRate(1, "123456789012", clock, known);

        IntStream.range(0, 1000)
                .forEach(i -> assertThat(rate.tryCall(Optional.of(new StreamName("made-up-" + i))))
                        .isEmpty());

        assertThat(rate.size()).isZero();
    }

    @Test
    void streamsThatAreGoneAreForgotten() {
        StreamRate rate = new StreamRate(1, "123456789012", clock, new KnownStreams(catalog::image));
        rate.tryCall(Optional.of(new StreamName("orders")));
        rate.tryCall(Optional.of(new StreamName("clicks")));

        catalog.write(List.of(new Change.Remove(FactKey.ofStream(new StreamName("clicks")))));
        rate.tryCall(Optional.of(new StreamName("orders")));

        assertThat(rate.size()).isEqualTo(1);
    }

    private static final Request NONE = new Request(Optional.empty(), Optional.empty());
    private static final Request ORDERS = named("orders");

    private static Request named(String stream) {
        return new Request(Optional.of(new StreamName(stream)), Optional.empty());
    }

    @SuppressWarnings("unchecked")
    private Operation<Request, Empty> operation(String name) {
        return (Operation<Request, Empty>) table.find(name).orElseThrow().operation();
    }

    /** A minute later, so that the rate of a second does not matter. */
    private int later(String name) {
        clock.advance(Duration.ofMinutes(1));
        return calls(name, ORDERS, 1);
    }

    /** How many of so many calls succeed. */
    private int calls(String name, Request request, int count) {
        int succeeded = 0;
        for (int i = 0; i < count; i++) {
            try {
                Calls.call(operation(name), request);
                succeeded++;
            } catch (RuntimeException refused) {
                // counted by its absence
            }
        }
        return succeeded;
    }

    private AwsError refusal(String name, Request request) {
        return Calls.refusal(operation(name), request);
    }
}
