package io.millrace.local;

import io.millrace.embedded.EmbeddedBroker;
import io.millrace.server.Facade;
import io.millrace.server.config.ConfigSource;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Map;

/** Kafka and the facade in this JVM, on one folder: streams and records are there again at the next start. */
public final class LocalMillrace implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final Facade facade;

    private LocalMillrace(EmbeddedBroker broker, Facade facade) {
        this.broker = broker;
        this.facade = facade;
    }

    /**
     * Returns when the Kinesis API is served.
     *
     * @param dataFolder made if it is not there; the broker's data is in its {@code kafka}
     * @param kafkaPort 0 for any that is free
     * @param settings of the server, but for the address of Kafka
     * @throws io.millrace.embedded.EmbeddedBrokerException if Kafka cannot start
     * @throws io.millrace.server.config.ConfigException if a setting is wrong
     * @throws io.millrace.server.http.PortInUseException if another program listens on the server's port
     */
    public static LocalMillrace start(Path dataFolder, int kafkaPort, ConfigSource settings) {
        // What is wrong is found before a broker is started for it.
        Facade.check(settings.read());
        EmbeddedBroker broker =
                EmbeddedBroker.start(new EmbeddedBroker.Config(dataFolder.resolve("kafka"), kafkaPort, 0));
        try {
            ServerConfig config = settings.settings(Map.of("kafka.bootstrapServers", broker.bootstrapServers()))
                    .read();
            return new LocalMillrace(broker, Facade.start(config, dataFolder));
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

    /** Finishes the requests under way, then stops the facade and Kafka. */
    @Override
    public void close() {
        try {
            facade.close();
        } finally {
            broker.close();
        }
    }
}
