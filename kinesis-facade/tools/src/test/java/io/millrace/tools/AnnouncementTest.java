package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

    @Test
    void itSaysWhereToConnectWithWhichKeysAndWhatToPaste() {
        ServerConfig config = ServerConfig.of(Map.of("kafka.bootstrapServers", "127.0.0.1:9092"));

        String text = new Announcement(
                        config,
                        OptionalInt.of(4567),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.of(Path.of("/data/kafka")),
                        Optional.empty(),
                        Optional.empty())
                .text();

        assertThat(text)
                .contains(
                        "http://127.0.0.1:4567",
                        "127.0.0.1:9092  (embedded, in /data/kafka)",
                        "export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1; "
                                + "aws kinesis --endpoint-url http://127.0.0.1:4567 create-stream",
                        "bin/millrace tail first --from-beginning\n",
                        "kafka-console-consumer.sh --bootstrap-server 127.0.0.1:9092");
    }

    @Test
    void secretsAreNamedByTheirFile() {
        ServerConfig config = ServerConfig.of(Map.of(
                "auth.credentialsFile", "/etc/keys",
                "http.host", "0.0.0.0",
                "kafka.bootstrapServers", "kafka:9092"));

        String text = new Announcement(
                        config,
                        OptionalInt.of(80),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .text();

        assertThat(text)
                .contains(
                        "those in /etc/keys",
                        "AWS_SHARED_CREDENTIALS_FILE=/etc/keys",
                        "http://localhost:80",
                        "--bootstrap-servers kafka:9092");
    }

    @Test
    void whereOnlyHttpsIsServedThePastedLineTrustsTheCertificate() {
        ServerConfig config = ServerConfig.of(Map.of("tls.enabled", "true", "http.enabled", "false"));

        String text = new Announcement(
                        config,
                        OptionalInt.empty(),
                        OptionalInt.of(4568),
                        Optional.of(Path.of("/data/cert.pem")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .text();

        assertThat(text)
                .contains("AWS_CA_BUNDLE=/data/cert.pem AWS_DEFAULT_REGION", "--endpoint-url https://127.0.0.1:4568");
    }

    @Test
    void whereDeliveryStreamsDeliverToIsSaidWithLinesThatTryIt() {
        ServerConfig config = ServerConfig.of(Map.of("kafka.bootstrapServers", "127.0.0.1:9092"));

        String text = new Announcement(
                        config,
                        OptionalInt.of(4567),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.of(Path.of("/data/kafka")),
                        Optional.of(new Announcement.Delivery(
                                "http://127.0.0.1:8083", Optional.of("http://127.0.0.1:4569"), Path.of("/data/s3"))),
                        Optional.empty())
                .text();

        assertThat(text)
                .contains(
                        "Firehose http://127.0.0.1:4567  (delivers with Kafka Connect on http://127.0.0.1:8083",
                        "S3       http://127.0.0.1:4569  (in /data/s3",
                        "aws firehose --endpoint-url http://127.0.0.1:4567 create-delivery-stream",
                        "until aws firehose --endpoint-url http://127.0.0.1:4567 put-record",
                        "sleep 60; aws s3 --endpoint-url http://127.0.0.1:4569 ls --recursive s3://events");
    }

    @Test
    void dynamoDbLocalIsNamedAsWhatItIsWithLinesThatTryIt() {
        ServerConfig config = ServerConfig.of(Map.of("kafka.bootstrapServers", "127.0.0.1:9092"));

        String text = new Announcement(
                        config,
                        OptionalInt.of(4567),
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.of(Path.of("/data/kafka")),
                        Optional.empty(),
                        Optional.of(new Announcement.Tables("http://127.0.0.1:8000", Path.of("/data/dynamodb"))))
                .text();

        assertThat(text)
                .contains(
                        "DynamoDB http://127.0.0.1:8000  (Amazon's DynamoDB Local, under its own licence, in /data/dynamodb",
                        "aws dynamodb --endpoint-url http://127.0.0.1:8000 create-table --table-name orders",
                        "--topic dynamodb.orders --from-beginning",
                        "aws dynamodbstreams --endpoint-url http://127.0.0.1:4567 list-streams");
    }
}
