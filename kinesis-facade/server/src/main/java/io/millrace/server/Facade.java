package io.millrace.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.server.auth.AcceptedScope;
import io.millrace.server.auth.Authenticator;
import io.millrace.server.auth.CredentialFile;
import io.millrace.server.auth.KnownKeyAuthenticator;
import io.millrace.server.auth.OpenAuthenticator;
import io.millrace.server.auth.SigV4Authenticator;
import io.millrace.server.config.ServerConfig;
import io.millrace.server.dynamodbstreams.DynamoDbErrors;
import io.millrace.server.dynamodbstreams.DynamoDbStreamsShapes;
import io.millrace.server.firehose.FirehoseShapes;
import io.millrace.server.http.Api;
import io.millrace.server.http.BodyMemory;
import io.millrace.server.http.Dispatcher;
import io.millrace.server.http.FreePorts;
import io.millrace.server.http.HttpServer;
import io.millrace.server.http.Readiness;
import io.millrace.server.http.RequestMetrics;
import io.millrace.server.http.TlsMaterial;
import io.millrace.server.http.Workers;
import io.millrace.server.kinesis.KinesisShapes;
import io.millrace.server.metrics.ProcessMetrics;
import io.millrace.server.metrics.StreamMetrics;
import io.millrace.server.wire.WireFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: a {@link Node} and HTTP before it. */
public final class Facade implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Facade.class);
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);

    private final Node node;
    private final Workers workers;
    private final HttpServer http;
    private final Optional<TlsMaterial> tls;
    private final ProcessMetrics processMetrics;

    private Facade(
            Node node, Workers workers, HttpServer http, Optional<TlsMaterial> tls, ProcessMetrics processMetrics) {
        this.node = node;
        this.workers = workers;
        this.http = http;
        this.tls = tls;
        this.processMetrics = processMetrics;
    }

    /**
     * Connects to Kafka, reads the catalog, and serves.
     *
     * @param dataFolder where a self-signed certificate is kept, if one is needed
     * @throws io.millrace.server.config.ConfigException if a setting is wrong
     * @throws io.millrace.server.http.PortInUseException if another program listens there
     */
    public static Facade start(ServerConfig config, Path dataFolder) {
        return start(config, dataFolder, Clock.systemUTC());
    }

    /** As {@link #start(ServerConfig, Path)}, by another clock: in tests, what takes time need not be waited for. */
    public static Facade start(ServerConfig config, Path dataFolder, Clock clock) {
        check(config);
        Authenticator authenticator = authenticator(config, clock);
        Optional<TlsMaterial> tls = config.tls().enabled()
                ? Optional.of(TlsMaterial.of(config.tls(), dataFolder, clock))
                : Optional.empty();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Node node = Node.open(config, new StreamMetrics(registry), clock);
        Workers workers = Workers.forThisMachine();
        try {
            HttpServer http = http(config, clock, authenticator, tls, node, workers, registry);
            http.start();
            return new Facade(node, workers, http, tls, new ProcessMetrics(registry));
        } catch (RuntimeException e) {
            workers.close();
            node.close();
            throw e;
        }
    }

    /**
     * Finds what would keep a server from serving, as far as that can be known without Kafka, and makes nothing.
     *
     * @throws io.millrace.server.auth.CredentialFileException if there are no usable credentials where they should be
     * @throws io.millrace.server.config.ConfigException if a setting is wrong
     * @throws io.millrace.server.http.PortInUseException if another program listens there
     */
    public static void check(ServerConfig config) {
        Clock clock = Clock.systemUTC();
        config.auth().credentialsFile().ifPresent(file -> new CredentialFile(file, clock));
        TlsMaterial.check(config.tls());
        FreePorts.require(config.http(), config.tls());
    }

    private static HttpServer http(
            ServerConfig config,
            Clock clock,
            Authenticator authenticator,
            Optional<TlsMaterial> tls,
            Node node,
            Workers workers,
            PrometheusMeterRegistry registry) {
        RequestMetrics metrics = new RequestMetrics(registry);
        Dispatcher dispatcher = new Dispatcher(
                List.of(
                        Api.of(node.kinesis(), KinesisShapes.shapes()),
                        Api.of(node.firehose(), FirehoseShapes.shapes()),
                        Api.of(
                                node.dynamoDbStreams(),
                                DynamoDbStreamsShapes.shapes(),
                                Set.of(WireFormat.JSON_1_0),
                                new DynamoDbErrors())),
                authenticator,
                new BodyMemory(config.http().requestMemory().bytes()),
                config.http().maxRequestBytes().asInt(),
                workers,
                metrics,
                clock);
        Readiness readiness = new Readiness().add("catalog", node::trouble).add("lease", node::leaseTrouble);
        return new HttpServer(config.http(), config.tls(), tls, dispatcher, readiness, workers, registry, clock);
    }

    private static Authenticator authenticator(ServerConfig config, Clock clock) {
        if (config.auth().credentialsFile().isEmpty()) {
            LOG.atWarn().log("no credentials are configured: any access key is accepted");
            return new OpenAuthenticator();
        }
        CredentialFile credentials =
                new CredentialFile(config.auth().credentialsFile().get(), clock);
        if (!config.auth().checkSignatures()) {
            LOG.atWarn().log("signatures are not checked: whoever knows an access key id may call");
            return new KnownKeyAuthenticator(credentials);
        }
        Optional<String> region =
                config.auth().checkRegion() ? Optional.of(config.account().region()) : Optional.empty();
        return new SigV4Authenticator(
                credentials,
                new AcceptedScope(region, Set.of("kinesis", "firehose", "dynamodb")),
                config.auth().clockSkew());
    }

    public Node node() {
        return node;
    }

    /** The port for clear text, if it is served. */
    public OptionalInt port() {
        return http.port();
    }

    /** The port for HTTPS, if it is served. */
    public OptionalInt tlsPort() {
        return http.tlsPort();
    }

    /** What HTTPS clients must trust, if HTTPS is served: a PEM file. */
    public Optional<Path> certificate() {
        return tls.map(TlsMaterial::certificate);
    }

    /** Finishes what is under way, then lets everything go. */
    @Override
    public void close() {
        try {
            http.stop(DRAIN_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.close();
        node.close();
        processMetrics.close();
    }
}
