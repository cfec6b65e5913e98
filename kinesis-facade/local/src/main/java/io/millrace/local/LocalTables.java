package io.millrace.local;

import io.millrace.embedded.EmbeddedServerException;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.connect.ConnectAwayException;
import io.millrace.server.connect.ConnectRest;
import io.millrace.server.connect.Connectors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables to try change capture with: DynamoDB Local, and a connector that captures every table of it that has a stream. */
public final class LocalTables implements AutoCloseable {

    /** Topics are {@code dynamodb.<table>}. */
    public static final String TOPIC_PREFIX = "dynamodb";

    static final String CONNECTOR = "dynamodb-local";

    private static final Logger LOG = LoggerFactory.getLogger(LocalTables.class);
    private static final long BETWEEN_TRIES_MILLIS = 500;

    private final Path libraries;
    private final Path folder;
    private final int port;
    private final String region;
    private final Connectors connectors;
    private final Thread starting = new Thread(this::startAll, "local-tables-start");
    private volatile boolean closing;
    private volatile @Nullable LocalDynamoDb dynamoDb;

    /**
     * @param libraries the folder of DynamoDB Local's jars
     * @param port 0 for any that is free
     */
    public record Config(Path libraries, int port) {}

    private LocalTables(Path dataFolder, Config config, ServerConfig server, String connectUrl) {
        this.libraries = config.libraries();
        this.folder = dataFolder.resolve("dynamodb");
        this.port = FreePort.of("DynamoDB Local", "leave out --with-dynamodb-local", "127.0.0.1", config.port());
        this.region = server.account().region();
        this.connectors = new ConnectRest(
                connectUrl, server.connect().username(), server.connect().password());
    }

    /** @throws EmbeddedServerException if another program has the port */
    static LocalTables of(Path dataFolder, Config config, ServerConfig server, String connectUrl) {
        return new LocalTables(dataFolder, config, server, connectUrl);
    }

    /** Settings of the facade that serve the topics as streams, besides those that are. */
    Map<String, String> settings(ServerConfig asked) {
        String prefixes = asked.dynamodbStreams().topicPrefixes();
        return Map.of(
                "dynamodbStreams.topicPrefixes", prefixes.isBlank() ? TOPIC_PREFIX : prefixes + "," + TOPIC_PREFIX);
    }

    /** DynamoDB's, and DynamoDB Streams'. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** Where the tables are. */
    public Path folder() {
        return folder;
    }

    /** Returns at once. What goes wrong is logged: nothing else needs it. */
    void start() {
        starting.start();
    }

    private void startAll() {
        try {
            dynamoDb = LocalDynamoDb.start(libraries, folder, port);
            while (!closing && !isCaptured()) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
            }
            LOG.atInfo().addKeyValue("dynamodb", endpoint()).log("tables are captured");
        } catch (EmbeddedServerException | CompletionException e) {
            LOG.atError().log("tables are not captured: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False while the worker is not there yet. */
    private boolean isCaptured() {
        try {
            connectors.put(CONNECTOR, config()).toCompletableFuture().join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConnectAwayException) {
                return false;
            }
            throw e;
        }
    }

    private Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.millrace.dynamodb.DynamoDbConnector");
        config.put("exactly.once.support", "required");
        config.put("topic.prefix", TOPIC_PREFIX);
        config.put("dynamodb.endpoint", endpoint());
        config.put("dynamodb.region", region);
        config.put("dynamodb.access.key.id", "local");
        config.put("dynamodb.secret.access.key", "local");
        config.put("table.without.stream", "skip");
        config.put("table.discovery.interval.ms", "2000");
        config.put("stream.poll.idle.interval.ms", "500");
        config.put("stream.gap.mode", "snapshot");
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("key.converter.schemas.enable", "false");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.replication.factor", "1");
        return config;
    }

    /** The connector is taken away, so that it does not look for DynamoDB in vain when the worker runs without; how far it was stays known. */
    @Override
    public void close() {
        closing = true;
        try {
            starting.join();
            connectors.delete(CONNECTOR).toCompletableFuture().join();
        } catch (CompletionException e) {
            LOG.atWarn().log("the connector {} is left in Kafka Connect: {}", CONNECTOR, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LocalDynamoDb running = dynamoDb;
            if (running != null) {
                running.close();
            }
        }
    }
}
