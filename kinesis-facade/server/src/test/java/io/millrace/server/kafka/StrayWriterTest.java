package io.millrace.server.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class StrayWriterTest {

    private static final StrayWriter.Carried STRAY = new StrayWriter.Carried(
            new StrayRecord(new ConsumerRecord<>("orders", 0, 7, new byte[1], new byte[1])), "partition-0", 1);

    @Test
    void aFailureTellsItsCause() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(Cluster.empty(), false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized void flush() {
                        errorNext(new TimeoutException("the broker is away"));
                    }
                };
        StrayWriter writer = new StrayWriter(producer, "group");
        writer.take();

        assertThatThrownBy(() -> writer.carry(List.of(STRAY), Map.of(), () -> true))
                .hasMessageContaining("TimeoutException: the broker is away");
    }
}
