package io.millrace.firehose.destination.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.destination.Batch;
import io.millrace.firehose.destination.Records;
import io.millrace.firehose.destination.VirtualTime;
import io.millrace.firehose.destination.splunk.HecStandIn.Asked;
import io.millrace.firehose.destination.splunk.HecStandIn.Sent;
import io.millrace.firehose.record.FailedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SplunkPropertyTest {

    private enum Kind {
        GOOD,
        NO_EVENT,
        NOT_JSON,
        EMPTY
    }

    @Property(tries = 60)
    void eachRecordIsIndexedOrAmongTheFailedInOrder(
            @ForAll @Size(min = 1, max = 6) List<Kind> kinds,
            @ForAll @Size(max = 5) List<Sent> sent,
            @ForAll @Size(max = 8) List<Asked> asked,
            @ForAll @IntRange(max = 400) int retrySeconds,
            @ForAll @IntRange(min = 14, max = 100) int mostBytes,
            @ForAll long seed)
            throws Exception {
        VirtualTime time = VirtualTime.flowing();
        try (var splunk = new HecStandIn()) {
            sent.forEach(splunk::will);
            asked.forEach(splunk::will);
            splunk.takesAtMost(mostBytes);
            Batch batch = batch(kinds);
            var settings = new SplunkSettings(
                    splunk.uri(),
                    HecEndpointType.EVENT,
                    HecStandIn.TOKEN,
                    Duration.ofSeconds(180),
                    Duration.ofSeconds(retrySeconds),
                    1);
            List<FailedRecord> failed;
            try (var destination =
                    new SplunkDestination(settings, Duration.ofSeconds(30), time, time.clock(), new Random(seed))) {
                failed = destination.deliver(batch).get(30, TimeUnit.SECONDS);
            }

            List<Long> places =
                    failed.stream().map(one -> one.record().origin().offset()).toList();
            assertThat(places).isSorted().doesNotHaveDuplicates();
            for (int i = 0; i < kinds.size(); i++) {
                if (kinds.get(i) == Kind.GOOD) {
                    assertThat(splunk.indexed().contains("e" + i) || places.contains((long) i))
                            .isTrue();
                } else if (kinds.get(i) != Kind.EMPTY) {
                    assertThat(places).contains((long) i);
                }
            }
        } finally {
            time.shutdownNow();
        }
    }

    private static Batch batch(List<Kind> kinds) {
        List<String> texts = new ArrayList<>(Collections.nCopies(kinds.size(), ""));
        for (int i = 0; i < kinds.size(); i++) {
            texts.set(
                    i,
                    switch (kinds.get(i)) {
                        case GOOD -> "{\"event\":\"e%d\"}".formatted(i);
                        case NO_EVENT -> "{\"no\":%d}".formatted(i);
                        case NOT_JSON -> "{not json";
                        case EMPTY -> "";
                    });
        }
        return Records.batch(texts.toArray(String[]::new));
    }
}
