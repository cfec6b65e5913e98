package io.millrace.firehose.destination.opensearch;

import static io.millrace.firehose.destination.opensearch.Documents.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.HeldScheduler;
import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.FailedRecord;
import io.millrace.firehose.retry.Later;
import io.millrace.firehose.retry.RetryCounter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a cluster that answers whatever the dice say. */
class BulkDeliveryTest {

    @Property(tries = 300)
    void everyRecordIsIndexedOrToldInItsOrderAndNeverBoth(
            @ForAll @IntRange(min = 1, max = 40) int records,
            @ForAll @IntRange(min = 1, max = 10) int documentsOfARequest,
            @ForAll @IntRange(min = 0, max = 8) int patience,
            @ForAll long seed) {
        var dice = new Random(seed);
        var cluster = new Dice(dice, documentsOfARequest);
        String[] documents = new String[records];
        for (int i = 0; i < records; i++) {
            documents[i] = dice.nextInt(8) == 0 ? "[]" : "{}";
        }
        List<DeliveryRecord> sent = batch(documents).records();
        try (var scheduler = closing(new HeldScheduler())) {
            var later = new Later(scheduler.scheduler(), Clock.fixed(Documents.ARRIVAL, ZoneOffset.UTC), dice);
            CompletableFuture<List<FailedRecord>> outcome = new BulkDelivery(
                            sent,
                            Documents.settings(URI.create("http://here")),
                            cluster::send,
                            700,
                            new RetryCounter(Duration.ofMinutes(5)),
                            later)
                    .start();
            for (int round = 0; !outcome.isDone(); round++) {
                if (round == patience) {
                    cluster.becomeDecisive();
                }
                scheduler.scheduler().run();
            }

            List<DeliveryRecord> told =
                    outcome.join().stream().map(FailedRecord::record).toList();
            List<DeliveryRecord> expected = sent.stream()
                    .filter(record -> !cluster.indexed.contains(record))
                    .toList();
            assertThat(told).isEqualTo(expected);
        }
    }

    private static final class Dice {

        private final Random dice;
        private final int mostDocuments;
        private final Set<DeliveryRecord> indexed = new HashSet<>();
        private boolean decisive;

        private Dice(Random dice, int mostDocuments) {
            this.dice = dice;
            this.mostDocuments = mostDocuments;
        }

        /** From now on it says yes or no. */
        void becomeDecisive() {
            decisive = true;
        }

        CompletableFuture<BulkAnswer> send(List<Document> documents) {
            if (documents.size() > mostDocuments) {
                return done(new BulkAnswer.TooLarge(OpenSearchErrors.answered(413, "")));
            }
            if (!decisive && dice.nextInt(4) == 0) {
                return done(new BulkAnswer.Failed(OpenSearchErrors.notAnswered("")));
            }
            List<BulkAnswer.Item> items = new ArrayList<>();
            for (Document document : documents) {
                int status = List.of(201, 200, 400, 429, 503).get(dice.nextInt(decisive ? 3 : 5));
                if (status <= 201) {
                    assertThat(indexed.add(document.record()))
                            .as("sent again though it was indexed")
                            .isTrue();
                }
                items.add(new BulkAnswer.Item(status, ""));
            }
            return done(new BulkAnswer.Answered(items));
        }

        private static CompletableFuture<BulkAnswer> done(BulkAnswer answer) {
            return CompletableFuture.completedFuture(answer);
        }
    }

    private static Closing closing(HeldScheduler scheduler) {
        return new Closing(scheduler);
    }

    private record Closing(HeldScheduler scheduler) implements AutoCloseable {

        @Override
        public void close() {
            scheduler.shutdownNow();
        }
    }
}
