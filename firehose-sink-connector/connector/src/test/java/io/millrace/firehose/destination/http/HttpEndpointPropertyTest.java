package io.millrace.firehose.destination.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Records;
import io.millrace.firehose.destination.VirtualTime;
import io.millrace.firehose.record.FailedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HttpEndpointPropertyTest {

    private enum Whim {
        TAKES,
        IS_LOST,
        IS_TORN,
        IS_BUSY,
        REDIRECTS,
        FINDS_IT_TOO_LARGE,
        SAYS_ANOTHER_ID,
        SAYS_RUBBISH,
        SAYS_TOO_MUCH
    }

    @Property(tries = 60)
    void eachRecordIsTakenOrAmongTheFailedInOrder(
            @ForAll @Size(min = 1, max = 6) List<Whim> whims,
            @ForAll @IntRange(max = 20) int retrySeconds,
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll long seed)
            throws Exception {
        VirtualTime time = VirtualTime.flowing();
        try (var receiver = new Receiver()) {
            whims.forEach(whim -> receiver.will(behaviour(whim)));
            var settings = new HttpEndpointSettings(
                    receiver.uri(),
                    "",
                    Optional.empty(),
                    Map.of(),
                    ContentEncoding.NONE,
                    "arn",
                    Duration.ofSeconds(retrySeconds),
                    1);
            Batch batch = Records.batch(
                    List.of("a", "b", "c", "d", "e").subList(0, size).toArray(String[]::new));
            List<FailedRecord> failed;
            try (var destination = new HttpEndpointDestination(
                    settings, Duration.ofSeconds(30), time, time.clock(), new Random(seed))) {
                failed = destination.deliver(batch).get(30, TimeUnit.SECONDS);
            }

            int requests = receiver.requests().size();
            Whim last = requests <= whims.size() ? whims.get(requests - 1) : Whim.TAKES;
            if (last == Whim.TAKES) {
                assertThat(failed).isEmpty();
            } else {
                assertThat(failed).extracting(FailedRecord::record).isEqualTo(batch.records());
                assertThat(failed).extracting(FailedRecord::attempts).containsOnly(requests);
                assertThat(last == Whim.FINDS_IT_TOO_LARGE || time.elapsed().equals(Duration.ofSeconds(retrySeconds)))
                        .isTrue();
            }
        } finally {
            time.shutdownNow();
        }
    }

    private static Receiver.Behaviour behaviour(Whim whim) {
        return switch (whim) {
            case TAKES -> Receiver.taken();
            case IS_LOST -> Receiver.isLost();
            case IS_TORN -> Receiver.isTorn();
            case IS_BUSY -> Receiver.says(503, "text/plain", "busy");
            case REDIRECTS -> Receiver.says(307, "application/json", "");
            case FINDS_IT_TOO_LARGE -> Receiver.says(413, "application/json", "");
            case SAYS_ANOTHER_ID -> Receiver.says(200, "application/json", "{\"requestId\":\"x\"}");
            case SAYS_RUBBISH -> Receiver.says(200, "application/json", "[");
            case SAYS_TOO_MUCH -> Receiver.says(200, "application/json", " ".repeat((1 << 20) + 1));
        };
    }
}
