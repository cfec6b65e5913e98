package io.millrace.embedded;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka: broker and KRaft controller in this JVM, from Kafka's own server classes, with its data in one folder.
 *
 * <p>What was acknowledged survives {@code kill -9} of the process, because the page cache does; there is one replica
 * and no fsync per append, so that it need not survive a power cut. The folder may be opened again at any time, by one
 * process at once, and on other ports.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final DataFolder folder;
    private final BoundPorts ports;
    private final Metrics metrics;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private EmbeddedBroker(DataFolder folder, BoundPorts ports, StartupFaults faults) {
        this.folder = folder;
        this.ports = ports;
        KafkaConfig settings = new KafkaConfig(
                SingleNodeSettings.of(folder.path(), ports.clientPort(), ports.controllerPort()), false);
        MetaPropertiesEnsemble identity = folder.identity();
        this.metrics = Server$.MODULE$.initializeMetrics(
                settings, Time.SYSTEM, identity.clusterId().orElseThrow());
        SharedServer shared = new SharedServer(
                settings,
                identity,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(
                        SingleNodeSettings.NODE_ID,
                        new InetSocketAddress(SingleNodeSettings.HOST, ports.controllerPort()))),
                List.of(),
                faults,
                ports);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folder.bootstrapMetadata());
        this.broker = new BrokerServer(shared);
    }

    /**
     * @param dataDir made and formatted when it is not there
     * @param kafkaPort 0 for any that is free
     * @param controllerPort 0 for any that is free
     */
    public record Config(Path dataDir, int kafkaPort, int controllerPort) {

        public Config {
            dataDir = dataDir.toAbsolutePath().normalize();
        }

        /** Free ports, as tests want them. */
        public static Config inFolder(Path dataDir) {
            return new Config(dataDir, 0, 0);
        }
    }

    /**
     * Returns when the broker takes requests.
     *
     * @throws EmbeddedServerException with one line that says what to do: port in use, folder locked or corrupt
     */
    public static EmbeddedBroker start(Config config) {
        DataFolder folder = DataFolder.open(config.dataDir());
        try {
            BoundPorts ports = BoundPorts.bind(config);
            try {
                StartupFaults faults = new StartupFaults();
                EmbeddedBroker embedded = new EmbeddedBroker(folder, ports, faults);
                embedded.startUp(faults);
                return embedded;
            } catch (RuntimeException e) {
                ports.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void startUp(StartupFaults faults) {
        try {
            controller.startup();
            broker.startup();
            faults.startupIsOver();
            LOG.atInfo()
                    .addKeyValue("bootstrapServers", bootstrapServers())
                    .addKeyValue("folder", folder.path())
                    .log("embedded Kafka started");
        } catch (Throwable e) { // Kafka's Scala code throws checked exceptions without declaring them
            stopServers();
            throw new EmbeddedServerException(
                    "Kafka does not start on the folder " + folder.path() + " (" + faults.reason(e)
                            + "): if the folder is damaged, move it away and start again.",
                    e);
        }
    }

    /** What Kafka clients connect to. */
    public String bootstrapServers() {
        return SingleNodeSettings.HOST + ":" + ports.clientPort();
    }

    /** The folder's own, made when it was formatted. */
    public String clusterId() {
        return folder.identity().clusterId().orElseThrow();
    }

    /** Stops cleanly, so that the next start need not recover logs. */
    @Override
    public void close() {
        stopServers();
        ports.close();
        folder.close();
    }

    private void stopServers() {
        broker.shutdown();
        controller.shutdown();
        metrics.close();
    }
}
