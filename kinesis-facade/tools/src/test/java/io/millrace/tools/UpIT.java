package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    @TempDir
    Path folder;

    @Test
    void sigtermStopsItCleanlyWithExitCodeZero() throws Exception {
        try (UpProcess up = UpProcess.start(folder)) {
            assertThat(up.announcement()).contains("Kinesis  http://127.0.0.1:", "aws kinesis --endpoint-url");

            assertThat(up.terminate()).isZero();
        }
    }

    @Test
    void theCommandsSeeWhatItServesAndAKilledOneServesItAgain() throws Exception {
        try (UpProcess up = UpProcess.start(folder)) {
            produceToTopic(up.bootstrapServers(), "orders", "hello");
            assertThat(CommandRun.of("adopt", "orders", "--bootstrap-servers", up.bootstrapServers()))
                    .isEqualTo(new CommandRun(0, """
                            orders is a stream now: 2 shards, 168 hours.
                            Look at it: millrace shards orders
                            """, ""));
            up.kill();
        }

        try (UpProcess up = UpProcess.start(folder)) {
            String kafka = up.bootstrapServers();
            assertThat(CommandRun.of("shards", "--bootstrap-servers", kafka).out())
                    .containsPattern("orders +ACTIVE +2 +168 h");
            assertThat(CommandRun.of("shards", "orders", "--bootstrap-servers", kafka)
                            .out())
                    .containsPattern("shardId-000000000000 OPEN +0 +0 +-")
                    .containsPattern("shardId-000000000001 OPEN +1 +0 +-");
            assertThat(CommandRun.of("tail", "orders", "--from-beginning", "-n", "1", "--bootstrap-servers", kafka)
                            .out())
                    .contains("partition 0\toffset 0\t", "\thello");
            assertThat(CommandRun.of("shards", "nobody", "--bootstrap-servers", kafka)
                            .err())
                    .contains("There is no stream 'nobody'")
                    .hasLineCount(1);
            assertThat(up.terminate()).isZero();
        }
    }

    private static void produceToTopic(String bootstrapServers, String topic, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(config);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(2), Optional.empty())))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get();
        }
    }
}
