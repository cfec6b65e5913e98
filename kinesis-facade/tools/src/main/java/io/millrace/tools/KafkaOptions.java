package io.millrace.tools;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka a command talks to. */
final class KafkaOptions {

    static final String EMBEDDED = "127.0.0.1:9092";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Your own Kafka cluster; without it the embedded broker, on " + EMBEDDED + ".")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "A properties file for the Kafka clients: security.protocol, sasl.jaas.config, ...")
    private @Nullable Path kafkaConfig;

    Optional<String> bootstrapServers() {
        return Optional.ofNullable(bootstrapServers);
    }

    /** What the file says; empty without one. */
    Map<String, String> properties() {
        if (kafkaConfig == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new ToolException("--kafka-config " + kafkaConfig + ": there is no such file", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ToolException("--kafka-config " + kafkaConfig + " cannot be read (" + e + ")", e);
        }
        Map<String, String> read = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }

    /** Everything that a Kafka client needs. */
    Map<String, Object> clientProperties() {
        Map<String, Object> all = new HashMap<>(properties());
        bootstrapServers().ifPresent(servers -> all.put("bootstrap.servers", servers));
        all.putIfAbsent("bootstrap.servers", EMBEDDED);
        return all;
    }
}
