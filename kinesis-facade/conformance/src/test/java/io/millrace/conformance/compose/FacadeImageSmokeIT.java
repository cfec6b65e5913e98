package io.millrace.conformance.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.conformance.client.JavaClientSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The facade's image, built from this source tree, beside a Kafka container: one record in and out. */
class FacadeImageSmokeIT {

    private static final List<String> NOT_SOURCES = List.of(".git", "target", "node_modules");

    @BeforeEach
    void needsDocker() {
        // CI has no Docker engine either: this is not one of the clients that it requires.
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("SKIPPED facade image: no Docker engine answers");
            throw new TestAbortedException("no Docker engine answers");
        }
    }

    @Test
    void recordThatIsPutIsRead(@TempDir Path folder) throws IOException {
        Path credentials = folder.resolve("credentials");
        Files.writeString(
                credentials, "[default]\naws_access_key_id = conformance\naws_secret_access_key = conformance\n");
        try (Network network = Network.newNetwork();
                GenericContainer<?> kafka = kafka(network);
                GenericContainer<?> facade = facade(network, credentials)) {
            kafka.start();
            facade.start();
            URI endpoint = URI.create("http://" + facade.getHost() + ":" + facade.getMappedPort(4567));
            try (KinesisClient kinesis = new JavaClientSettings(endpoint, true).sync()) {
                kinesis.createStream(request -> request.streamName("smoke").shardCount(1));
                kinesis.waiter().waitUntilStreamExists(request -> request.streamName("smoke"));

                PutRecordResponse put = kinesis.putRecord(request ->
                        request.streamName("smoke").partitionKey("key").data(SdkBytes.fromUtf8String("a record")));

                String iterator = kinesis.getShardIterator(request -> request.streamName("smoke")
                                .shardId(put.shardId())
                                .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                                .startingSequenceNumber(put.sequenceNumber()))
                        .shardIterator();
                assertThat(kinesis.getRecords(request -> request.shardIterator(iterator))
                                .records())
                        .singleElement()
                        .satisfies(
                                found -> assertThat(found.data().asUtf8String()).isEqualTo("a record"));
            }
        }
    }

    private static GenericContainer<?> kafka(Network network) throws IOException {
        String image =
                ComposeFile.read(ComposeFile.BASE).at("/services/kafka-1/image").asText();
        return new GenericContainer<>(DockerImageName.parse(image))
                .withNetwork(network)
                .withNetworkAliases("kafka")
                .withEnv("KAFKA_NODE_ID", "1")
                .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093")
                .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
                .withEnv("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093")
                .withEnv("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092")
                .withEnv("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1")
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
    }

    private static GenericContainer<?> facade(Network network, Path credentials) throws IOException {
        return new GenericContainer<>(image())
                .withNetwork(network)
                .withExposedPorts(4567)
                // Copied files belong to root, and the facade takes none that others can read.
                .withCreateContainerCmdModifier(command -> command.withUser("0"))
                .withCopyFileToContainer(MountableFile.forHostPath(credentials, 0600), "/run/secrets/credentials")
                .withCommand(
                        "up",
                        "--host=0.0.0.0",
                        "--bootstrap-servers=kafka:9092",
                        "--credentials=/run/secrets/credentials")
                .waitingFor(Wait.forHttp("/health/ready").forPort(4567).withStartupTimeout(Duration.ofMinutes(2)));
    }

    private static ImageFromDockerfile image() throws IOException {
        ImageFromDockerfile image =
                new ImageFromDockerfile("millrace/facade-smoke", true).withDockerfilePath("compose/Dockerfile");
        try (Stream<Path> files = Files.walk(ComposeFile.ROOT)) {
            files.filter(Files::isRegularFile)
                    .map(ComposeFile.ROOT::relativize)
                    .filter(FacadeImageSmokeIT::isSource)
                    .forEach(file -> image.withFileFromPath(file.toString(), ComposeFile.ROOT.resolve(file)));
        }
        return image;
    }

    private static boolean isSource(Path file) {
        for (Path part : file) {
            if (NOT_SOURCES.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
