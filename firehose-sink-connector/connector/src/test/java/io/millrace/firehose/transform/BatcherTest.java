package io.millrace.firehose.transform;

import static io.millrace.firehose.transform.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.firehose.record.DeliveryRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private static final int MIB = 1 << 20;
    private static final Instant NOW = Instant.parse("2026-02-03T04:00:00Z");
    private static final RequestEncoder ENCODER = new RequestEncoder(Records.KAFKA);

    private final Batcher batcher = new Batcher(Limits.DEFAULT, ENCODER.envelopeBound());

    @Test
    void batchClosesBeforeTheRecordThatWouldOverfillIt() {
        assertThat(batcher.add(record(0, new byte[MIB / 2 + 1]), NOW)).isEmpty();

        assertThat(offsets(batcher.add(record(1, new byte[MIB / 2]), NOW))).containsExactly(List.of(0L));
        assertThat(offsets(batcher.flush().stream().toList())).containsExactly(List.of(1L));
    }

    @Test
    void batchClosesWhenItIsFull() {
        batcher.add(record(0, new byte[MIB / 2]), NOW);

        assertThat(offsets(batcher.add(record(1, new byte[MIB / 2]), NOW))).containsExactly(List.of(0L, 1L));
        assertThat(batcher.due()).isEqualTo(Instant.MAX);
    }

    @Test
    void largeRecordIsABatchOfItsOwn() {
        batcher.add(record(0, "small"), NOW);

        assertThat(offsets(batcher.add(record(1, new byte[8 * MIB]), NOW))).containsExactly(List.of(0L), List.of(1L));
    }

    @Test
    void batchClosesWhenItsFirstRecordHasWaitedForTheInterval() {
        batcher.add(record(0, "a"), NOW);
        batcher.add(record(1, "b"), NOW.plusSeconds(30));

        assertThat(batcher.due()).isEqualTo(NOW.plusSeconds(60));
        assertThat(batcher.poll(NOW.plusSeconds(59))).isEmpty();
        assertThat(offsets(batcher.poll(NOW.plusSeconds(60)).stream().toList())).containsExactly(List.of(0L, 1L));
        assertThat(batcher.poll(NOW.plusSeconds(600))).isEmpty();
    }

    @Test
    void tinyRecordsDoNotMakeARequestTooLarge() {
        List<List<DeliveryRecord>> batches = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            batches.addAll(batcher.add(record(i, "x"), NOW));
        }

        assertThat(batches)
                .isNotEmpty()
                .allSatisfy(batch ->
                        assertThat(ENCODER.encode("i", batch)).hasSizeLessThanOrEqualTo(Limits.INVOCATION_BYTES));
    }

    @Test
    void limitsAreTheServices() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(200_000, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(3 * MIB + 1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(MIB, Duration.ofSeconds(901)));
        assertThat(new Limits(3 * MIB, Duration.ofSeconds(900)).bufferBytes()).isEqualTo(3 * MIB);
    }

    @Property(tries = 100)
    void eachRecordIsInOneBatchInItsOrder(@ForAll @Size(max = 30) List<@IntRange(max = 700_000) Integer> sizes) {
        var fresh = new Batcher(new Limits(MIB, Duration.ZERO), ENCODER.envelopeBound());
        List<List<DeliveryRecord>> batches = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            batches.addAll(fresh.add(record(i, new byte[sizes.get(i)]), NOW));
        }
        fresh.flush().ifPresent(batches::add);

        assertThat(batches.stream().flatMap(List::stream).map(record ->
                        (int) record.origin().offset()))
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, sizes.size())
                        .boxed()
                        .toList());
        assertThat(batches).noneMatch(List::isEmpty);
    }

    private static List<List<Long>> offsets(List<List<DeliveryRecord>> batches) {
        return batches.stream()
                .map(batch ->
                        batch.stream().map(record -> record.origin().offset()).toList())
                .toList();
    }
}
