package io.millrace.conformance;

import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.Endpoints;
import io.millrace.conformance.client.JavaClientSettings;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.local.LocalMillrace;
import io.millrace.mapping.StreamName;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.StreamStatus;
import io.millrace.server.Facade;
import io.millrace.server.config.ConfigSource;
import io.millrace.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;

/** A server, such as the one that all tests of this module share, and the clients of it that were opened so far. */
public final class RunningFacade implements AutoCloseable {

    private static final Map<String, String> ANY_FREE_PORTS =
            Map.of("http.port", "0", "tls.enabled", "true", "tls.port", "0");

    private final AutoCloseable server;
    private final Facade facade;
    private final String catalogTopic;
    private final Path folder;
    private final Endpoints endpoints;
    private final Map<Client, KinesisClientPort> clients = new ConcurrentHashMap<>();
    private final KinesisClient kinesis;
    private final KinesisAsyncClient asyncKinesis;

    private RunningFacade(AutoCloseable server, Facade facade, String catalogTopic, Path folder, Endpoints endpoints) {
        this.server = server;
        this.facade = facade;
        this.catalogTopic = catalogTopic;
        this.folder = folder;
        this.endpoints = endpoints;
        this.kinesis = new JavaClientSettings(endpoints.http(), true).sync();
        this.asyncKinesis = new JavaClientSettings(endpoints.http(), true).async();
    }

    static RunningFacade start() {
        Path folder = temporaryFolder();
        ConfigSource settings = ConfigSource.defaults().settings(ANY_FREE_PORTS);
        LocalMillrace millrace = LocalMillrace.start(folder, 0, settings);
        return new RunningFacade(
                millrace,
                millrace.facade(),
                settings.read().kafka().catalogTopic(),
                folder,
                endpoints(millrace.facade(), millrace.bootstrapServers()));
    }

    /** Another server on the same Kafka, with streams and settings of its own. */
    public RunningFacade another(Map<String, String> settings) {
        return another(settings, Clock.systemUTC());
    }

    /** Another server that takes the time from that clock. */
    public RunningFacade another(Map<String, String> settings, Clock clock) {
        Map<String, String> all = new HashMap<>(ANY_FREE_PORTS);
        String own = UUID.randomUUID().toString();
        all.put("kafka.bootstrapServers", endpoints.bootstrapServers());
        all.put("kafka.catalogTopic", "catalog-" + own);
        all.putAll(settings);
        Path itsFolder = temporaryFolder();
        Facade its = Facade.start(ServerConfig.of(all), itsFolder, clock);
        return new RunningFacade(
                its, its, all.get("kafka.catalogTopic"), itsFolder, endpoints(its, endpoints.bootstrapServers()));
    }

    private static Endpoints endpoints(Facade facade, String bootstrapServers) {
        return new Endpoints(
                URI.create("http://127.0.0.1:" + facade.port().orElseThrow()),
                URI.create("https://127.0.0.1:" + facade.tlsPort().orElseThrow()),
                bootstrapServers);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("millrace-conformance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** @throws org.opentest4j.TestAbortedException if this machine lacks what the client runs on */
    public KinesisClientPort client(Client client) {
        return clients.computeIfAbsent(client, kind -> kind.open(endpoints));
    }

    /** The AWS SDK for Java, synchronous, as it is by default. */
    public KinesisClient kinesis() {
        return kinesis;
    }

    public KinesisAsyncClient asyncKinesis() {
        return asyncKinesis;
    }

    /** The topic of the server's catalog, for tests that write what no client can bring about. */
    public String catalogTopic() {
        return catalogTopic;
    }

    /** Whether the server knows of a stream in that status. Asked of its catalog: the rate of calls may be limited. */
    public boolean isIn(String stream, StreamStatus status) {
        return facade.node().catalogImage().stream(new StreamName(stream))
                .filter(image -> image.fact().status() == status)
                .isPresent();
    }

    /** Whether the server knows of an active consumer of that name. */
    public boolean isActive(String stream, String consumer) {
        return facade.node().catalogImage().stream(new StreamName(stream))
                .map(image -> image.consumers().get(consumer))
                .filter(fact -> fact.status() == ConsumerStatus.ACTIVE)
                .isPresent();
    }

    /** A new stream of provisioned shards. */
    public FacadeStream stream(int shards) {
        return stream(request -> request.shardCount(shards));
    }

    public FacadeStream stream(Consumer<CreateStreamRequest.Builder> how) {
        return FacadeStream.create(this, how);
    }

    @Override
    public void close() throws Exception {
        clients.values().forEach(KinesisClientPort::close);
        kinesis.close();
        asyncKinesis.close();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
