package io.millrace.local;

import io.millrace.embedded.EmbeddedConnect;
import io.millrace.embedded.EmbeddedS3;
import io.millrace.embedded.EmbeddedServerException;
import io.millrace.server.auth.AccessKey;
import io.millrace.server.auth.CredentialFile;
import io.millrace.server.auth.CredentialStore;
import io.millrace.server.config.ServerConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What delivers for delivery streams: a Connect worker, and a store for their buckets. Both start behind the facade, which
 * takes Kinesis requests meanwhile; what is configured to be elsewhere is not started.
 */
public final class LocalDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDelivery.class);

    private final Path folder;
    private final int connectPort;
    private final int s3Port;
    private final ServerConfig config;
    private final boolean withStore;
    private final AccessKey ownKey;
    private @Nullable Thread starting;
    private volatile boolean closing;
    private volatile @Nullable EmbeddedS3 store;
    private volatile @Nullable EmbeddedConnect connect;

    private LocalDelivery(Path dataFolder, Ports ports, ServerConfig config) {
        this.folder = dataFolder.resolve("s3");
        this.config = config;
        this.withStore = config.firehose().s3().endpoint().isBlank();
        this.connectPort = FreePort.of("Connect", "--no-connect", "127.0.0.1", ports.connect());
        this.s3Port = withStore
                ? FreePort.of(
                        "The S3-compatible store", "--no-connect", config.http().host(), ports.s3())
                : ports.s3();
        this.ownKey = config.auth().credentialsFile().isPresent()
                ? StoreKey.in(dataFolder)
                : new AccessKey("local", "local", Optional.empty());
    }

    /** Each 0 for any that is free. */
    public record Ports(int connect, int s3) {}

    /**
     * @return empty if workers are configured to be elsewhere
     * @throws EmbeddedServerException if another program has a port
     */
    static Optional<LocalDelivery> of(Path dataFolder, Ports ports, ServerConfig config) {
        return config.connect().isSet() ? Optional.empty() : Optional.of(new LocalDelivery(dataFolder, ports, config));
    }

    /** Settings of the facade that say where it is. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("connect.url", connectUrl());
        if (withStore) {
            settings.put("firehose.s3.endpoint", s3Url());
            settings.put("firehose.s3.region", config.account().region());
            settings.put("firehose.s3.pathStyle", "true");
            settings.put("firehose.s3.accessKeyId", ownKey.id());
            settings.put("firehose.s3.secretAccessKey", ownKey.secret());
        }
        return settings;
    }

    /** The worker's REST API. */
    public String connectUrl() {
        return "http://127.0.0.1:" + connectPort;
    }

    /** The store's, unless one is configured to be elsewhere. */
    public Optional<String> s3Endpoint() {
        return withStore ? Optional.of(s3Url()) : Optional.empty();
    }

    private String s3Url() {
        String host = config.http().host();
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        return "http://" + (any ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host) + ":" + s3Port;
    }

    /** Where the store's objects are. */
    public Path folder() {
        return folder;
    }

    /** Returns at once. What goes wrong is logged: Kinesis needs none of it. */
    void start(String bootstrapServers) {
        Thread thread = new Thread(() -> startAll(bootstrapServers), "local-delivery-start");
        starting = thread;
        thread.start();
    }

    private void startAll(String bootstrapServers) {
        try {
            if (withStore) {
                store = EmbeddedS3.start(
                        new EmbeddedS3.Config(folder, config.http().host(), s3Port, keys(), true));
            }
            if (closing) {
                return;
            }
            EmbeddedConnect worker = EmbeddedConnect.start(new EmbeddedConnect.Config(
                    bootstrapServers, connectPort, Map.of("exactly.once.source.support", "enabled")));
            connect = worker;
            while (!closing && !worker.isReady(1, TimeUnit.SECONDS)) {
                // It reads its topics.
            }
            LOG.atInfo().addKeyValue("connect", connectUrl()).log("delivery streams are ready");
        } catch (EmbeddedServerException e) {
            LOG.atError().log("delivery streams do not deliver: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The store takes the keys that the facade takes, and the connectors' own. */
    private Optional<EmbeddedS3.Keys> keys() {
        return config.auth().credentialsFile().map(file -> {
            CredentialStore known = new CredentialFile(file, InstantSource.system());
            return id -> id.equals(ownKey.id())
                    ? Optional.of(ownKey.secret())
                    : known.find(id).map(AccessKey::secret);
        });
    }

    /** The worker first: its tasks finish what they have, and need the store for it. */
    @Override
    public void close() {
        awaitStart();
        EmbeddedConnect worker = connect;
        EmbeddedS3 objects = store;
        try {
            if (worker != null) {
                worker.close();
            }
        } finally {
            if (objects != null) {
                objects.close();
            }
        }
    }

    /** A start that is cut off would leave half a worker. */
    private void awaitStart() {
        Thread thread = starting;
        if (thread == null) {
            return;
        }
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
