package io.millrace.tools;

import io.millrace.server.Facade;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What {@code up} prints when it is ready: enough to begin with, to be pasted.
 *
 * @param port the one that is listened on, for clear text
 * @param tlsPort the same, for HTTPS
 * @param certificate what clients must trust, for HTTPS
 * @param kafkaFolder the embedded broker's data
 */
record Announcement(
        ServerConfig config,
        OptionalInt port,
        OptionalInt tlsPort,
        Optional<Path> certificate,
        Optional<Path> kafkaFolder) {

    private static final String ANY_KEY = "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local";

    static Announcement of(ServerConfig config, Facade facade, Optional<Path> kafkaFolder) {
        return new Announcement(config, facade.port(), facade.tlsPort(), facade.certificate(), kafkaFolder);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Kinesis", String.join("  ", endpoints()));
        line(
                text,
                "Kafka",
                servers()
                        + kafkaFolder
                                .map(folder -> "  (embedded, in " + folder + ")")
                                .orElse(""));
        line(text, "Keys", keysFile().map(file -> "those in " + file).orElse("any, for instance " + ANY_KEY));
        certificate.ifPresent(file -> line(text, "HTTPS", "trust " + file + ", for instance AWS_CA_BUNDLE=" + file));
        text.append("\nTry, in another terminal:\n\n");
        awsLines().forEach(line -> text.append("  ").append(line).append('\n'));
        text.append("  bin/millrace tail first --from-beginning")
                .append(bootstrapOption())
                .append('\n');
        text.append("  kafka-console-consumer.sh --bootstrap-server ")
                .append(servers())
                .append(" --topic first --from-beginning --isolation-level read_committed\n");
        return text.append("\nCtrl-C stops it.").toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-9s", name)).append(value).append('\n');
    }

    private List<String> endpoints() {
        return Stream.concat(
                        port.stream().mapToObj(number -> "http://" + host() + ":" + number),
                        tlsPort.stream().mapToObj(number -> "https://" + host() + ":" + number))
                .toList();
    }

    /** One line to paste for each of: make a stream, put a record. */
    private List<String> awsLines() {
        String trust = port.isPresent()
                ? ""
                : certificate.map(file -> "AWS_CA_BUNDLE=" + file + " ").orElse("");
        String aws = "export "
                + keysFile().map(file -> "AWS_SHARED_CREDENTIALS_FILE=" + file).orElse(ANY_KEY)
                + " " + trust + "AWS_DEFAULT_REGION=" + config.account().region();
        String kinesis = "aws kinesis --endpoint-url " + endpoints().get(0) + " ";
        return List.of(
                aws + "; " + kinesis + "create-stream --stream-name first --shard-count 1",
                kinesis + "put-record --stream-name first --partition-key me --data aGVsbG8=");
    }

    private Optional<Path> keysFile() {
        return config.auth().credentialsFile().map(Path::toAbsolutePath);
    }

    private String servers() {
        return config.kafka().bootstrapServers();
    }

    /** The address that clients on this machine use. */
    private String host() {
        String host = config.http().host();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "localhost";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private String bootstrapOption() {
        return servers().equals(KafkaOptions.EMBEDDED) ? "" : " --bootstrap-servers " + servers();
    }
}
