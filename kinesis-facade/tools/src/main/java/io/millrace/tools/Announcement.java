package io.millrace.tools;

import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What {@code up} prints when it is ready: enough to begin with, to be pasted.
 *
 * @param httpPort the port that is listened on, for clear text
 * @param tlsPort the same, for HTTPS
 * @param dataFolder of the embedded broker
 */
record Announcement(ServerConfig config, OptionalInt httpPort, OptionalInt tlsPort, Optional<Path> dataFolder) {

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Kinesis", String.join("  ", endpoints()));
        line(text, "Kafka", kafka());
        line(text, "Keys", keys());
        text.append("\nTry, in another terminal:\n\n");
        text.append("  ").append(awsLine()).append('\n');
        text.append("  bin/millrace tail first --from-beginning")
                .append(bootstrapOption())
                .append('\n');
        text.append("  kafka-console-consumer.sh --bootstrap-server ")
                .append(config.kafka().bootstrapServers())
                .append(" --topic first --from-beginning --isolation-level read_committed\n");
        return text.append("\nCtrl-C stops it.").toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-9s", name)).append(value).append('\n');
    }

    private String[] endpoints() {
        return Stream.concat(
                        httpPort.stream().mapToObj(port -> "http://" + host() + ":" + port),
                        tlsPort.stream().mapToObj(port -> "https://" + host() + ":" + port))
                .toArray(String[]::new);
    }

    private String kafka() {
        return config.kafka().bootstrapServers()
                + dataFolder
                        .map(folder -> "  (embedded, data in " + folder + ")")
                        .orElse("");
    }

    private String keys() {
        return config.auth()
                .credentialsFile()
                .map(file -> "those in " + file)
                .orElse("any, such as AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
    }

    private String awsLine() {
        String keys = config.auth().credentialsFile().isPresent()
                ? "AWS_SHARED_CREDENTIALS_FILE="
                        + config.auth().credentialsFile().get().toAbsolutePath()
                : "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local";
        return keys + " AWS_DEFAULT_REGION=" + config.account().region() + " aws kinesis create-stream --endpoint-url "
                + endpoints()[0] + " --stream-name first --shard-count 1";
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
        String servers = config.kafka().bootstrapServers();
        return servers.equals(KafkaOptions.EMBEDDED) ? "" : " --bootstrap-servers " + servers;
    }
}
