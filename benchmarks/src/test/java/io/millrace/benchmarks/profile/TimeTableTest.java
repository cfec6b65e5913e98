package io.millrace.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.benchmarks.measure.ThreadTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeTableTest {

    private final Stacks stacks = new Stacks();

    @Test
    void timeInTheProgramIsSharedOutAsSamplesAreAndTimeInTheKernelIsTheThreads() {
        stacks.add(7, Layer.HTTP, 3);
        stacks.add(7, Layer.CODEC, 1);

        TimeTable table = TimeTable.of(Map.of(7L, thread("millrace-http-1", 8, 2)), stacks, 1000);

        assertThat(table.micros(Layer.HTTP)).isCloseTo(6 + 2, within(1e-9));
        assertThat(table.micros(Layer.CODEC)).isCloseTo(2, within(1e-9));
        assertThat(table.page()).contains("| 8.00 | 2.00 | 80 % |").contains("| **all** | 10.00 | 2.00 | 100 % |");
    }

    @Test
    void stacksOfAnotherProfilerTellOfTheKernelToo() {
        String thread = "[millrace-http-1 tid=7];java/lang/Thread.run_[j];io/netty/channel/Channel.read_[j];";
        CollapsedStacks.add(thread + "read;tcp_recvmsg_[k] 3", stacks);
        CollapsedStacks.add(thread + "io/millrace/server/auth/PayloadHash.of_[j];sha256_implCompress 1", stacks);
        CollapsedStacks.add("[millrace-http-1 tid=7];clone;start_thread 9", stacks);

        TimeTable table = TimeTable.of(Map.of(7L, thread("millrace-http-1", 8, 2)), stacks, 1000);

        assertThat(table.micros(Layer.SIGNATURE)).isCloseTo(8, within(1e-9));
        assertThat(table.micros(Layer.HTTP)).isCloseTo(2, within(1e-9));
    }

    @Test
    void threadsWithoutSamplesAreKnownByTheirNames() {
        TimeTable table = TimeTable.of(
                Map.of(
                        1L, thread("G1 Conc#0", 1, 0),
                        2L, thread("GC Thread#1", 2, 0),
                        3L, thread("C2 CompilerThre", 4, 0),
                        4L, thread("unheard of", 8, 0)),
                stacks,
                1000);

        assertThat(table.micros(Layer.COLLECTOR)).isEqualTo(3);
        assertThat(table.micros(Layer.COMPILER)).isEqualTo(4);
        assertThat(table.micros(Layer.OTHER)).isEqualTo(8);
    }

    @Test
    void innermostFrameOfALayerDecides() {
        assertThat(Layers.of(List.of(
                        "sun.security.provider.SHA2",
                        "io.millrace.server.auth.PayloadHash",
                        "io.netty.channel.Channel")))
                .isEqualTo(Layer.SIGNATURE);
        assertThat(Layers.of(List.of(
                        "java.util.zip.CRC32C",
                        "org.apache.kafka.common.record.DefaultRecordBatch",
                        "io.millrace.server.kafka.RecordAppender")))
                .isEqualTo(Layer.PRODUCER);
        assertThat(Layers.of(List.of(
                        "io.millrace.server.kafka.RecordAppender",
                        "org.apache.kafka.clients.producer.internals.Sender")))
                .isEqualTo(Layer.APPEND);
        assertThat(Layers.of(List.of("sun.nio.ch.IOUtil", "org.apache.kafka.common.network.Selector")))
                .isEqualTo(Layer.KAFKA_CONNECTION);
        assertThat(Layers.of(List.of("java.lang.Thread"))).isEqualTo(Layer.OTHER);
    }

    private static ThreadTimes thread(String name, int userMillis, int kernelMillis) {
        return new ThreadTimes(name, Duration.ofMillis(userMillis), Duration.ofMillis(kernelMillis));
    }
}
