package io.millrace.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompactionTest {

    private final ByteBuffer response = ByteBuffer.allocate(1 << 20);

    @Test
    void aFewRecordsOfALargeResponseDoNotKeepAllOfIt() {
        List<StoredRecord> page = page(10, 1_000);

        List<StoredRecord> compact = Compaction.of(page);

        assertThat(compact).isEqualTo(page);
        assertThat(compact)
                .allSatisfy(record -> assertThat(record.data().array())
                        .isSameAs(compact.get(0).data().array())
                        .hasSize(10_000));
    }

    @Test
    void mostOfAResponseIsNotCopied() {
        List<StoredRecord> page = page(600, 1_000);

        assertThat(Compaction.of(page)).isSameAs(page);
    }

    private List<StoredRecord> page(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    response.put(i * bytes, (byte) i);
                    return new StoredRecord(i, i, new byte[0], response.slice(i * bytes, bytes));
                })
                .toList();
    }
}
