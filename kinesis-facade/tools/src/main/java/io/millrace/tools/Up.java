package io.millrace.tools;

import io.millrace.local.LocalMillrace;
import io.millrace.server.Facade;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the facade in the foreground, with an embedded broker unless there is a Kafka already. */
@Command(
        name = "up",
        description = "Serves the Kinesis API until it is stopped, with a Kafka broker of its own or with yours.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace up",
            "      Kinesis on port 4567, Kafka on 9092, data in ~/.millrace.",
            "  millrace up --tls",
            "      HTTPS as well, on 4568; its certificate is made on first use.",
            "  millrace up --host 0.0.0.0 --credentials ~/.aws/credentials",
            "      For other machines: requests must be signed with a key of the file.",
            "  millrace up --bootstrap-servers kafka:9093 --kafka-config my.properties",
            "      Your own Kafka; the file has security.protocol and the like.",
            "  millrace up --set limits.mode=aws --set account.id=123456789012",
            "      Any setting of docs/configuration.md.",
            "",
            "SIGTERM and Ctrl-C finish the requests under way and stop cleanly:",
            "exit code 0."
        })
final class Up implements Callable<Integer> {

    private static final int EMBEDDED_KAFKA_PORT = 9092;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Millrace millrace;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where streams and records are kept. Default: ~/.millrace.")
    private Path data = Path.of(System.getProperty("user.home"), ".millrace");

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "For the embedded broker; 0 takes any that is free. Default: 9092.")
    private @Nullable Integer kafkaPort;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws InterruptedException {
        boolean embedded = server.wantEmbeddedKafka();
        if (!embedded && kafkaPort != null) {
            throw new ParameterException(
                    spec.commandLine(), "--kafka-port is the embedded broker's: leave it out when Kafka is your own");
        }
        if (kafkaPort != null && (kafkaPort < 0 || kafkaPort > 65535)) {
            throw new ParameterException(spec.commandLine(), "--kafka-port must lie from 0 to 65535, not " + kafkaPort);
        }
        if (!millrace.verbose()) {
            LogLevels.silenceKafka();
        }
        Path folder = data.toAbsolutePath().normalize();
        AutoCloseable running = embedded ? startWithKafka(folder) : startBeforeKafka(folder);
        if (!millrace.verbose()) {
            LogLevels.hearKafkaWarnings();
        }
        new Serving(running).untilStopped();
        return 0;
    }

    private AutoCloseable startWithKafka(Path folder) {
        int port = kafkaPort == null ? EMBEDDED_KAFKA_PORT : kafkaPort;
        LocalMillrace local = LocalMillrace.start(folder, port, server.source());
        print(Announcement.of(
                server.configFor(local.bootstrapServers()), local.facade(), Optional.of(folder.resolve("kafka"))));
        return local;
    }

    private AutoCloseable startBeforeKafka(Path folder) {
        ServerConfig config = server.source().read();
        KafkaReachability.check(config.kafka());
        Facade facade = Facade.start(config, folder);
        print(Announcement.of(config, facade, Optional.empty()));
        return facade;
    }

    private void print(Announcement announcement) {
        spec.commandLine().getOut().println(announcement.text());
        spec.commandLine().getOut().flush();
    }
}
