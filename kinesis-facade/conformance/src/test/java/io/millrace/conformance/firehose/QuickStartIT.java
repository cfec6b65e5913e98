package io.millrace.conformance.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.DeliveringFacade;
import io.millrace.conformance.FacadeExtension;
import io.millrace.conformance.FacadeStream;
import io.millrace.conformance.client.Runtimes;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The quick start in the connector's README, as it is written, but for the ports. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@ExtendWith(FacadeExtension.class)
final class QuickStartIT {

    private static final Path README = Path.of("../../firehose-sink-connector/README.md");
    private static final String LOOK = "AWS_ACCESS_KEY_ID=";

    @TempDir
    private Path folder;

    @Test
    void theLinesOfTheReadmeMakeAConnectorThatDelivers(DeliveringFacade facade) throws Exception {
        String lines = lines().replace("http://127.0.0.1:8083", facade.connectUrl())
                .replace("http://127.0.0.1:4569", facade.s3Endpoint())
                .replace("127.0.0.1:9092", facade.bootstrapServers());
        int look = lines.indexOf(LOOK);
        createTopic(facade);
        FacadeStream.until("the worker is ready", Duration.ofSeconds(60), () -> isReady(facade));

        String made = run(lines.substring(0, look));
        assertThat(made).contains("\"name\":\"clicks\"").contains("to --bootstrap-server " + facade.bootstrapServers());
        produce(facade, Files.readAllBytes(folder.resolve("produced")));
        FacadeStream.until(
                "the record is delivered",
                Duration.ofSeconds(60),
                () -> !facade.delivered("clicks").isEmpty());

        assertThat(run(lines.substring(look))).containsPattern("clicks/\\d{4}/\\d{2}/\\d{2}/clicks-1-.*\\.gz");
    }

    private static boolean isReady(DeliveringFacade facade) {
        try {
            URL connectors = new URL(facade.connectUrl() + "/connectors");
            return ((HttpURLConnection) connectors.openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String lines() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf("\n", readme.indexOf("```", readme.indexOf("## Quick start"))) + 1;
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    /** Kafka's own scripts are not here: what one is told is printed, and what it is to send is kept. */
    private String run(String lines) throws Exception {
        String script = "kafka-console-producer.sh() { echo \"to $*\"; cat > produced; }\nset -e\n" + lines;
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        String path = Path.of(Runtimes.aws()).toAbsolutePath().getParent() + ":" + System.getenv("PATH");
        bash.environment().putAll(Map.of("PATH", path, "AWS_PAGER", "", "AWS_DEFAULT_REGION", "us-east-1"));
        Process process = bash.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static void createTopic(DeliveringFacade facade) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", facade.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic("clicks", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void produce(DeliveringFacade facade, byte[] record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", facade.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("clicks", record)).get(30, TimeUnit.SECONDS);
        }
    }
}
