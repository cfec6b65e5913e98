package io.millrace.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmMemoryTest {

    @Test
    void seriesOfOneBeginningAreAddedUp() {
        String page = """
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1.048576E7
                jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 5.0
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0
                """;

        assertThat(JvmMemory.sum(page, "jvm_memory_used_bytes{area=\"heap\"")).isEqualTo(10_485_765);
    }
}
