package io.millrace.local;

import io.millrace.embedded.EmbeddedBroker;
import io.millrace.server.Facade;
import io.millrace.server.config.ConfigSource;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Kafka and the facade in this JVM, on one folder: streams and records are there again at the next start. */
public final class LocalMillrace implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final Facade facade;
    private final ServerConfig config;
    private final Optional<LocalDelivery> delivery;
    private final Optional<LocalTables> tables;

    private LocalMillrace(
            EmbeddedBroker broker,
            Facade facade,
            ServerConfig config,
            Optional<LocalDelivery> delivery,
            Optional<LocalTables> tables) {
        this.broker = broker;
        this.facade = facade;
        this.config = config;
        this.delivery = delivery;
        this.tables = tables;
    }

    /**
     * Returns when the Kinesis API is served.
     *
     * @param dataFolder made if it is not there; the broker's data is in its {@code kafka}
     * @param kafkaPort 0 for any that is free
     * @param settings of the server, but for the address of Kafka
     * @throws io.millrace.embedded.EmbeddedServerException if Kafka cannot start
     * @throws io.millrace.server.config.ConfigException if a setting is wrong
     * @throws io.millrace.server.http.PortInUseException if another program listens on the server's port
     */
    public static LocalMillrace start(Path dataFolder, int kafkaPort, ConfigSource settings) {
        return start(dataFolder, kafkaPort, Optional.empty(), settings);
    }

    /**
     * The same, with what delivers for delivery streams; that starts when the Kinesis API is served.
     *
     * @param delivery its ports; without it there are no delivery streams, unless workers are configured to be elsewhere
     * @throws io.millrace.embedded.EmbeddedServerException if another program listens on one of these ports
     */
    public static LocalMillrace start(
            Path dataFolder, int kafkaPort, Optional<LocalDelivery.Ports> delivery, ConfigSource settings) {
        return start(dataFolder, kafkaPort, delivery, Optional.empty(), settings);
    }

    /**
     * The same, with DynamoDB Local and a connector that captures its tables.
     *
     * @param tables needs a Connect worker, here or elsewhere
     */
    public static LocalMillrace start(
            Path dataFolder,
            int kafkaPort,
            Optional<LocalDelivery.Ports> delivery,
            Optional<LocalTables.Config> tables,
            ConfigSource settings) {
        // What is wrong is found before a broker is started for it.
        ServerConfig asked = settings.read();
        Facade.check(asked);
        Optional<LocalDelivery> deliveries = delivery.flatMap(ports -> LocalDelivery.of(dataFolder, ports, asked));
        Optional<LocalTables> captured = tables.map(chosen -> LocalTables.of(
                dataFolder,
                chosen,
                asked,
                deliveries.map(LocalDelivery::connectUrl).orElse(asked.connect().url())));
        EmbeddedBroker broker =
                EmbeddedBroker.start(new EmbeddedBroker.Config(dataFolder.resolve("kafka"), kafkaPort, 0));
        try {
            ServerConfig config = settings.settings(
                            deliveries.map(LocalDelivery::settings).orElse(Map.of()))
                    .settings(captured.map(all -> all.settings(asked)).orElse(Map.of()))
                    .settings(Map.of("kafka.bootstrapServers", broker.bootstrapServers()))
                    .read();
            Facade facade = Facade.start(config, dataFolder);
            deliveries.ifPresent(all -> all.start(broker.bootstrapServers()));
            captured.ifPresent(LocalTables::start);
            return new LocalMillrace(broker, facade, config, deliveries, captured);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** What Kafka clients connect to. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public Facade facade() {
        return facade;
    }

    /** The settings, with the addresses of what runs here. */
    public ServerConfig config() {
        return config;
    }

    public Optional<LocalDelivery> delivery() {
        return delivery;
    }

    public Optional<LocalTables> tables() {
        return tables;
    }

    /** Finishes the requests under way, then stops the facade, what captures and delivers, and Kafka. */
    @Override
    public void close() {
        try (EmbeddedBroker last = broker) {
            try {
                facade.close();
            } finally {
                try {
                    tables.ifPresent(LocalTables::close);
                } finally {
                    delivery.ifPresent(LocalDelivery::close);
                }
            }
        }
    }
}
