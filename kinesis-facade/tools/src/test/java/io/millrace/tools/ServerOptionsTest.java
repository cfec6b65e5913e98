package io.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ServerOptionsTest {

    @TempDir
    Path folder;

    @Command
    private static final class OptionsAlone {
        @CommandLine.Mixin
        private final ServerOptions options = new ServerOptions();
    }

    @Test
    void withoutOptionsTheDefaultsHoldAndKafkaIsEmbedded() {
        ServerOptions options = parse();

        assertThat(options.source().read()).isEqualTo(ServerConfig.defaults());
        assertThat(options.wantEmbeddedKafka()).isTrue();
    }

    @Test
    void whatTheCommandLineSaysGoesBeforeTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("millrace.yaml"), """
                http:
                  port: 1000
                  host: ::1
                account:
                  region: eu-west-1
                """);

        ServerConfig config = parse("--config", file.toString(), "--port", "2000", "--set", "account.region=eu-north-1")
                .source()
                .read();

        assertThat(config.http().port()).isEqualTo(2000);
        assertThat(config.http().host()).isEqualTo("::1");
        assertThat(config.account().region()).isEqualTo("eu-north-1");
    }

    @Test
    void aCertificateOfOnesOwnIsServedWithoutFurtherAsking() {
        ServerConfig config =
                parse("--tls-cert", "cert.pem", "--tls-key", "key.pem").source().read();

        assertThat(config.tls().enabled()).isTrue();
        assertThat(config.tls().certificate()).contains(Path.of("cert.pem"));
        assertThat(config.tls().key()).contains(Path.of("key.pem"));
    }

    @Test
    void aKafkaOfOnesOwnIsNamedByAnOptionASettingOrTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("millrace.yaml"), "kafka: {bootstrapServers: 'kafka:9092'}");

        assertThat(parse("--bootstrap-servers", "localhost:9092").wantEmbeddedKafka())
                .isFalse();
        assertThat(parse("--set", "kafka.bootstrapServers=kafka:9092").wantEmbeddedKafka())
                .isFalse();
        assertThat(parse("--config", file.toString()).wantEmbeddedKafka()).isFalse();
    }

    @Test
    void kafkasPropertiesAreThoseOfTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("my.properties"), "security.protocol=SASL_SSL\nsasl.mechanism = PLAIN\n");

        ServerConfig config = parse("--kafka-config", file.toString()).source().read();

        assertThat(config.kafka().properties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN");
    }

    private static ServerOptions parse(String... arguments) {
        OptionsAlone command = new OptionsAlone();
        new CommandLine(command).parseArgs(arguments);
        return command.options;
    }
}
