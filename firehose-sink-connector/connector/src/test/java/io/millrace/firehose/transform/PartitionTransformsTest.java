package io.millrace.firehose.transform;

import static io.millrace.firehose.transform.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.DeliveryRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PartitionTransformsTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:00:00Z");
    private static final int FULL = 1 << 20;

    private final List<Call> calls = new ArrayList<>();
    private final PartitionTransforms transforms = transforms(5);

    @Test
    void fiveAreUnderWayAtATime() {
        for (int i = 0; i < 8; i++) {
            transforms.add(record(i, new byte[FULL]), NOW);
        }
        assertThat(calls).hasSize(5);
        assertThat(transforms.hasRoom()).isFalse();

        calls.get(0).finish();

        assertThat(offsets(transforms.take(NOW))).containsExactly(0L);
        assertThat(calls).hasSize(6);
    }

    @Test
    void resultsWaitForEarlierOnes() {
        transforms.add(record(0, new byte[FULL]), NOW);
        transforms.add(record(1, new byte[FULL]), NOW);
        calls.get(1).finish();
        assertThat(transforms.take(NOW)).isEmpty();

        calls.get(0).finish();

        assertThat(offsets(transforms.take(NOW))).containsExactly(0L, 1L);
        assertThat(transforms.isEmpty()).isTrue();
    }

    @Test
    void recordsThatAreFewAreSentWhenTheyAreDue() {
        transforms.add(record(0, "a"), NOW);
        assertThat(transforms.isEmpty()).isFalse();
        transforms.take(NOW.plusSeconds(59));
        assertThat(calls).isEmpty();

        transforms.take(transforms.due());

        assertThat(calls).hasSize(1);
    }

    @Test
    void flushSendsWhatThereIs() {
        transforms.add(record(0, "a"), NOW);
        transforms.flush();

        assertThat(calls).hasSize(1);
    }

    @Test
    void discardedPartitionCancelsItsCallsAndKeepsNothing() {
        transforms.add(record(0, new byte[FULL]), NOW);
        transforms.add(record(1, "a"), NOW);
        transforms.discard();

        assertThat(calls.get(0).results).isCancelled();
        assertThat(transforms.isEmpty()).isTrue();
        assertThat(transforms.take(NOW.plusSeconds(100))).isEmpty();
    }

    @Property(tries = 100)
    void resultsAreTheRecordsInTheirOrderHoweverCallsEnd(@ForAll long seed) {
        calls.clear();
        var random = new Random(seed);
        PartitionTransforms fresh = transforms(1 + random.nextInt(5));
        List<Transformed> results = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            fresh.add(record(i, new byte[random.nextInt(FULL)]), NOW);
            if (random.nextBoolean() && !calls.isEmpty()) {
                calls.get(random.nextInt(calls.size())).finish();
            }
            results.addAll(fresh.take(NOW));
        }
        fresh.flush();
        while (!fresh.isEmpty()) {
            List<Call> open = new ArrayList<>(calls);
            Collections.shuffle(open, random);
            open.forEach(Call::finish);
            results.addAll(fresh.take(NOW));
        }

        assertThat(offsets(results)).hasSize(count).isSorted().doesNotHaveDuplicates();
    }

    private PartitionTransforms transforms(int outstanding) {
        return new PartitionTransforms(
                new Batcher(new Limits(FULL, Duration.ofSeconds(60)), 1000),
                batch -> {
                    var call = new Call(batch, new CompletableFuture<>());
                    calls.add(call);
                    return call.results;
                },
                outstanding);
    }

    private static List<Long> offsets(List<Transformed> results) {
        return results.stream().map(result -> result.record().origin().offset()).toList();
    }

    private record Call(List<DeliveryRecord> batch, CompletableFuture<List<Transformed>> results) {

        void finish() {
            results.complete(
                    batch.stream().<Transformed>map(Transformed.Dropped::new).toList());
        }
    }
}
