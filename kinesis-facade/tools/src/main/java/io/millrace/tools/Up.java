package io.millrace.tools;

import io.millrace.local.LocalDelivery;
import io.millrace.local.LocalMillrace;
import io.millrace.local.LocalTables;
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
        description =
                "Serves the Kinesis and Firehose APIs until it is stopped, with a Kafka of its own or with yours.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace up",
            "      Kinesis and Firehose on port 4567, Kafka on 9092, data in ~/.millrace;",
            "      Kafka Connect on 8083 and an S3-compatible store on 4569, which",
            "      delivery streams deliver with and to.",
            "  millrace up --tls",
            "      HTTPS as well, on 4568; its certificate is made on first use.",
            "  millrace up --host 0.0.0.0 --credentials ~/.aws/credentials",
            "      For other machines: requests must be signed with a key of the file.",
            "  millrace up --with-dynamodb-local",
            "      DynamoDB Local on 8000 as well, for tests and trial: the changes of each",
            "      table that has a stream are in the topic dynamodb.TABLE.",
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
    private static final int CONNECT_PORT = 8083;
    private static final int DYNAMODB_PORT = 8000;

    /** bin/millrace says so where the jars of DynamoDB Local are. */
    private static final String DYNAMODB_LOCAL = "millrace.dynamodbLocal";

    static final int S3_PORT = 4569;

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

    @Option(
            names = "--connect-port",
            paramLabel = "PORT",
            description =
                    "For the embedded Kafka Connect worker, on loopback; 0 takes any that is free. Default: 8083.")
    private @Nullable Integer connectPort;

    @Option(
            names = "--s3-port",
            paramLabel = "PORT",
            description = "For the embedded S3-compatible store; 0 takes any that is free. Default: 4569.")
    private @Nullable Integer s3Port;

    @Option(
            names = "--no-connect",
            description = "Without Kafka Connect and the store, and so without Firehose delivery streams: starts with"
                    + " less work and memory.")
    private boolean noConnect;

    @Option(
            names = "--with-dynamodb-local",
            description =
                    "With Amazon's DynamoDB Local, under Amazon's licence (aws.amazon.com/dynamodb/dynamodblocallicense),"
                            + " and a connector that captures its tables. For tests and trial.")
    private boolean withDynamoDb;

    @Option(
            names = "--dynamodb-port",
            paramLabel = "PORT",
            description = "For DynamoDB Local, on loopback; 0 takes any that is free. Default: 8000.")
    private @Nullable Integer dynamoDbPort;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws InterruptedException {
        boolean embedded = server.wantEmbeddedKafka();
        requireEmbedded(embedded, "--kafka-port", kafkaPort);
        requireEmbedded(embedded, "--connect-port", connectPort);
        requireEmbedded(embedded, "--s3-port", s3Port);
        requireEmbedded(embedded, "--dynamodb-port", dynamoDbPort);
        if (noConnect && (connectPort != null || s3Port != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--no-connect is without what --connect-port and --s3-port are for");
        }
        if (withDynamoDb && (noConnect || !embedded)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--with-dynamodb-local needs the embedded Kafka and its Connect worker: leave out "
                            + (noConnect ? "--no-connect" : "it, or the address of your own Kafka"));
        }
        if (!withDynamoDb && dynamoDbPort != null) {
            throw new ParameterException(spec.commandLine(), "--dynamodb-port is for --with-dynamodb-local");
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

    private void requireEmbedded(boolean embedded, String option, @Nullable Integer port) {
        if (!embedded && port != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is for what runs with the embedded broker: leave it out when Kafka is your own");
        }
        if (port != null && (port < 0 || port > 65535)) {
            throw new ParameterException(spec.commandLine(), option + " must lie from 0 to 65535, not " + port);
        }
    }

    private AutoCloseable startWithKafka(Path folder) {
        LocalMillrace local = LocalMillrace.start(
                folder, orElse(kafkaPort, EMBEDDED_KAFKA_PORT), deliveryPorts(), tables(), server.source());
        print(Announcement.of(local, folder.resolve("kafka")));
        return local;
    }

    private Optional<LocalDelivery.Ports> deliveryPorts() {
        return noConnect
                ? Optional.empty()
                : Optional.of(new LocalDelivery.Ports(orElse(connectPort, CONNECT_PORT), orElse(s3Port, S3_PORT)));
    }

    private Optional<LocalTables.Config> tables() {
        if (!withDynamoDb) {
            return Optional.empty();
        }
        String libraries = System.getProperty(DYNAMODB_LOCAL);
        if (libraries == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--with-dynamodb-local is for bin/millrace, which fetches DynamoDB Local: with another launcher say -D"
                            + DYNAMODB_LOCAL + "=FOLDER, where its jars are");
        }
        return Optional.of(
                new LocalTables.Config(Path.of(libraries).toAbsolutePath(), orElse(dynamoDbPort, DYNAMODB_PORT)));
    }

    private static int orElse(@Nullable Integer port, int usual) {
        return port == null ? usual : port;
    }

    private AutoCloseable startBeforeKafka(Path folder) {
        ServerConfig config = server.source().read();
        KafkaReachability.check(config.kafka());
        Facade facade = Facade.start(config, folder);
        print(Announcement.of(config, facade));
        return facade;
    }

    private void print(Announcement announcement) {
        spec.commandLine().getOut().println(announcement.text());
        spec.commandLine().getOut().flush();
    }
}
