package io.millrace.conformance.errors;

import static io.millrace.conformance.FacadeStream.shardId;
import static io.millrace.conformance.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.RunningFacade;
import io.millrace.local.testing.MovableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What a server gives out to be given back is good for five minutes. */
class ExpiryIT extends OwnFacade {

    private static final Duration ALMOST_FIVE_MINUTES = Duration.ofSeconds(290);
    private static final Duration A_MOMENT_MORE = Duration.ofSeconds(11);

    /** Of the server, which is one for all these tests. */
    private static final MovableClock CLOCK = MovableClock.running();

    ExpiryIT(RunningFacade shared) {
        super(shared.another(Map.of(), CLOCK));
    }

    @Test
    void anIteratorExpires() {
        try (FacadeStream stream = facade.stream(1)) {
            String iterator = stream.iterator(shardId(0), ShardIteratorType.TRIM_HORIZON);

            CLOCK.move(ALMOST_FIVE_MINUTES);
            assertThat(kinesis.getRecords(r -> r.shardIterator(iterator)).records())
                    .isEmpty();

            CLOCK.move(A_MOMENT_MORE);
            refused(
                            "GetRecords",
                            ExpiredIteratorException.class,
                            () -> kinesis.getRecords(r -> r.shardIterator(iterator)))
                    .hasMessageContaining("Iterator expired. The iterator was created at time")
                    .hasMessageContaining("tolerated delay of 300000 milliseconds");
        }
    }

    @Test
    void aTokenOfAListOfShardsExpires() {
        try (FacadeStream stream = facade.stream(2)) {
            String token = kinesis.listShards(r -> r.streamName(stream.name()).maxResults(1))
                    .nextToken();

            CLOCK.move(ALMOST_FIVE_MINUTES);
            assertThat(kinesis.listShards(r -> r.nextToken(token)).shards()).hasSize(1);

            CLOCK.move(A_MOMENT_MORE);
            refused("ListShards", ExpiredNextTokenException.class, () -> kinesis.listShards(r -> r.nextToken(token)));
        }
    }

    @Test
    void aTokenOfAListOfConsumersExpires() {
        try (FacadeStream stream = facade.stream(1)) {
            stream.consumer("one");
            stream.consumer("two");
            String token = kinesis.listStreamConsumers(
                            r -> r.streamARN(stream.arn()).maxResults(1))
                    .nextToken();

            CLOCK.move(ALMOST_FIVE_MINUTES);
            assertThat(kinesis.listStreamConsumers(
                                    r -> r.streamARN(stream.arn()).nextToken(token))
                            .consumers())
                    .hasSize(1);

            CLOCK.move(A_MOMENT_MORE);
            refused(
                    "ListStreamConsumers",
                    ExpiredNextTokenException.class,
                    () -> kinesis.listStreamConsumers(
                            r -> r.streamARN(stream.arn()).nextToken(token)));
        }
    }

    @Test
    void aTokenOfAListOfStreamsExpires() {
        try (FacadeStream one = facade.stream(1);
                FacadeStream two = facade.stream(1)) {
            String token = kinesis.listStreams(r -> r.limit(1)).nextToken();

            CLOCK.move(ALMOST_FIVE_MINUTES);
            assertThat(kinesis.listStreams(r -> r.nextToken(token)).streamNames())
                    .containsAnyOf(one.name(), two.name());

            CLOCK.move(A_MOMENT_MORE);
            refused("ListStreams", ExpiredNextTokenException.class, () -> kinesis.listStreams(r -> r.nextToken(token)));
        }
    }
}
