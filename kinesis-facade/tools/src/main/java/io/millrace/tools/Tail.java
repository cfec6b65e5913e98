package io.millrace.tools;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A console consumer for those who have no Kafka installed. */
@Command(
        name = "tail",
        description = "Prints a stream's records as Kafka has them: partition, offset, time, key and value.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace tail orders                        new records, until Ctrl-C",
            "  millrace tail orders --from-beginning       all of them, then new ones",
            "  millrace tail orders --from-beginning -n 5  the first five, then end",
        })
final class Tail implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "STREAM", description = "The stream, which is a topic of the same name.")
    @SuppressWarnings("NullAway.Init")
    private String stream;

    @Option(names = "--from-beginning", description = "Start with the oldest record instead of the next one.")
    private boolean fromBeginning;

    @Option(
            names = {"-n", "--max"},
            paramLabel = "COUNT",
            description = "End after so many records.")
    private long max = Long.MAX_VALUE;

    @Override
    public Integer call() {
        Map<String, Object> properties = kafka.clientProperties();
        KafkaReachability.check(properties);
        properties.put("isolation.level", "read_committed");
        properties.put("allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
            print(consumer, spec.commandLine().getOut());
        }
        return 0;
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(stream).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new ToolException("There is no stream '" + stream + "': make it with 'aws kinesis create-stream"
                    + " --stream-name " + stream + " --shard-count 1', or mend the name.");
        }
        return partitions;
    }

    private void print(KafkaConsumer<byte[], byte[]> consumer, PrintWriter out) {
        for (long printed = 0; printed < max; ) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                out.println(line(record));
                if (++printed == max) {
                    break;
                }
            }
            out.flush();
        }
    }

    static String line(ConsumerRecord<byte[], byte[]> record) {
        return String.join(
                "\t",
                "partition " + record.partition(),
                "offset " + record.offset(),
                Instant.ofEpochMilli(record.timestamp()).toString(),
                text(record.key()),
                text(record.value()));
    }

    /** UTF-8 as it is, so long as it stays on its line; all else in base64. */
    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "-";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Binary, like an aggregated record of the Kinesis Producer Library.
        }
        return "base64:" + Base64.getEncoder().encodeToString(bytes);
    }
}
