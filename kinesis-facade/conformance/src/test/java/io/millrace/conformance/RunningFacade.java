package io.millrace.conformance;

import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.Endpoints;
import io.millrace.conformance.client.JavaClientSettings;
import io.millrace.conformance.client.KinesisClientPort;
import io.millrace.local.LocalMillrace;
import io.millrace.server.Facade;
import io.millrace.server.config.ConfigSource;
import io.millrace.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Path folder;
    private final Endpoints endpoints;
    private final Map<Client, KinesisClientPort> clients = new ConcurrentHashMap<>();
    private final KinesisClient kinesis;
    private final KinesisAsyncClient asyncKinesis;

    private RunningFacade(AutoCloseable server, Path folder, Endpoints endpoints) {
        this.server = server;
        this.folder = folder;
        this.endpoints = endpoints;
        this.kinesis = new JavaClientSettings(endpoints.http(), true).sync();
        this.asyncKinesis = new JavaClientSettings(endpoints.http(), true).async();
    }

    static RunningFacade start() {
        Path folder = temporaryFolder();
        LocalMillrace millrace =
                LocalMillrace.start(folder, 0, ConfigSource.defaults().settings(ANY_FREE_PORTS));
        return new RunningFacade(millrace, folder, endpoints(millrace.facade(), millrace.bootstrapServers()));
    }

    /** Another server on the same Kafka, with streams and settings of its own. */
    public RunningFacade another(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(ANY_FREE_PORTS);
        String own = UUID.randomUUID().toString();
        all.put("kafka.bootstrapServers", endpoints.bootstrapServers());
        all.put("kafka.catalogTopic", "catalog-" + own);
        all.put("kafka.nodesTopic", "nodes-" + own);
        all.putAll(settings);
        Path itsFolder = temporaryFolder();
        Facade facade = Facade.start(ServerConfig.of(all), itsFolder);
        return new RunningFacade(facade, itsFolder, endpoints(facade, endpoints.bootstrapServers()));
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

    /** A new stream of provisioned shards. */
    public FacadeStream stream(int shards) {
        return stream(request -> request.shardCount(shards));
    }

    public FacadeStream stream(Consumer<CreateStreamRequest.Builder> how) {
        return FacadeStream.create(kinesis, how);
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
