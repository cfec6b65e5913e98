package io.millrace.server.kafka.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TailMemoryTest {

    private static final long LIMIT = 4 << 20;

    private final TailMemory memory = new TailMemory(LIMIT);

    @Test
    void aThousandShardsStayWithinTheBudgetWhateverTheirRecordsAre() {
        SplittableRandom random = new SplittableRandom(7);
        List<TailRing> rings = LongStream.range(0, 1000)
                .mapToObj(i -> new TailRing(Fetched.LIFE, 0))
                .toList();
        for (int i = 0; i < 20_000; i++) {
            TailRing ring = rings.get(random.nextInt(random.nextBoolean() ? 1000 : 3));
            long first = ring.end();
            int count = 1 + random.nextInt(20);
            memory.append(
                    ring,
                    new TailChunk(
                            LongStream.range(first, first + count)
                                    .mapToObj(offset -> Fetched.record(offset, 0, random.nextInt(2000)))
                                    .toList(),
                            first + count));
            assertThat(memory.used()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(memory.used()).isGreaterThan(LIMIT * 9 / 10);

        rings.forEach(memory::release);

        assertThat(memory.used()).isZero();
    }

    @Test
    void theOldestGoesFirstWhoeverHasIt() {
        TailRing quiet = new TailRing(Fetched.LIFE, 0);
        TailRing busy = new TailRing(Fetched.LIFE, 0);
        append(quiet, 100_000);
        List<Long> held = new ArrayList<>();
        while (quiet.read(Fetched.from(0)).isPresent()) {
            append(busy, 100_000);
            held.add(busy.end());
        }

        assertThat(held.size()).isBetween(35, 45);
        assertThat(Fetched.offsets(busy.read(Fetched.from(0)).orElseThrow())).startsWith(0L);
        assertThat(quiet.read(Fetched.from(1)).orElseThrow().records()).isEmpty();
    }

    @Test
    void aRecordLargerThanTheBudgetIsPassedOver() {
        TailRing ring = new TailRing(Fetched.LIFE, 0);
        append(ring, 100);
        append(ring, (int) LIMIT);

        assertThat(memory.used()).isZero();
        assertThat(ring.read(Fetched.from(1))).isEmpty();
        assertThat(ring.read(Fetched.from(2))).isPresent();
        append(ring, 100);
        assertThat(Fetched.offsets(ring.read(Fetched.from(2)).orElseThrow())).containsExactly(2L);
    }

    private void append(TailRing ring, int dataBytes) {
        long offset = ring.end();
        memory.append(ring, new TailChunk(List.of(Fetched.record(offset, 0, dataBytes)), offset + 1));
    }
}
