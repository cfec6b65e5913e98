package io.millrace.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingConfigTest {

    @Test
    void aFetchIsAsLargeAsItMayBeWhereMemoryIsAmple() {
        assertThat(reading(8, 10, 320).fittingFetchBytes()).isEqualTo(10 << 20);
    }

    @Test
    void andElseSoLargeThatFourOfEachConsumerFit() {
        assertThat(reading(8, 10, 64).fittingFetchBytes()).isEqualTo(2 << 20);
    }

    private static ReadingConfig reading(int consumers, int fetchMebibytes, int memoryMebibytes) {
        return new ReadingConfig(
                consumers,
                ByteSize.ofMebibytes(fetchMebibytes),
                ByteSize.ofMebibytes(memoryMebibytes),
                ByteSize.ofMebibytes(8));
    }
}
