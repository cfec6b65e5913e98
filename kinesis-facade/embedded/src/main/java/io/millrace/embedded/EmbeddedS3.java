package io.millrace.embedded;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * S3's protocol on a folder: a bucket is a folder in it, an object a file, and its entity tag and headers are the file's extended
 * attributes. Uploads in parts, entity tags and conditions hold across restarts, {@code kill -9} included. For development: there is one copy, and no fsync.
 */
public final class EmbeddedS3 implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedS3.class);

    private final S3Proxy proxy;
    private final ObjectFolder folder;
    private final String host;

    private EmbeddedS3(S3Proxy proxy, ObjectFolder folder, String host) {
        this.proxy = proxy;
        this.folder = folder;
        this.host = host;
    }

    /**
     * @param folder made if it is not there
     * @param host the address to listen on
     * @param port 0 for any that is free
     * @param keys against which signatures are checked; without them anybody may do everything
     * @param bucketsOnDemand whether a bucket is made when the first object is written to it
     */
    public record Config(Path folder, String host, int port, Optional<Keys> keys, boolean bucketsOnDemand) {

        public Config {
            folder = folder.toAbsolutePath().normalize();
        }

        /** On a free port, with one key, and with the buckets that somebody makes, as tests want it. */
        public static Config inFolder(Path folder, String keyId, String secret) {
            Keys keys = id -> id.equals(keyId) ? Optional.of(secret) : Optional.empty();
            return new Config(folder, SingleNodeSettings.HOST, 0, Optional.of(keys), false);
        }
    }

    /** Who may ask. */
    @FunctionalInterface
    public interface Keys {

        Optional<String> secretOf(String keyId);
    }

    /**
     * Returns when requests are taken.
     *
     * @throws EmbeddedServerException with one line that says what to do: port in use, folder that cannot be used
     */
    public static EmbeddedS3 start(Config config) {
        ObjectFolder folder = ObjectFolder.open(config.folder());
        try {
            BlobStore objects = new SerialWrites(folder.objects());
            S3Proxy proxy = proxy(config, config.bucketsOnDemand() ? new OnDemandBuckets(objects) : objects);
            proxy.start();
            EmbeddedS3 started = new EmbeddedS3(proxy, folder, config.host());
            LOG.atInfo()
                    .addKeyValue("endpoint", started.endpoint())
                    .addKeyValue("folder", config.folder())
                    .log("S3-compatible store started");
            return started;
        } catch (Exception e) {
            folder.close();
            throw explained(config, e);
        }
    }

    private static S3Proxy proxy(Config config, BlobStore objects) throws Exception {
        S3Proxy.Builder builder = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(new URI("http", null, config.host(), config.port(), null, null, null))
                .stopTimeout(5_000)
                .ignoreUnknownHeaders(true);
        if (config.keys().isEmpty()) {
            return builder.build();
        }
        Keys keys = config.keys().orElseThrow();
        // It wants one key, which the locator then makes nothing of.
        S3Proxy proxy = builder.awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "none", "none")
                .build();
        proxy.setBlobStoreLocator((id, bucket, key) -> id == null
                ? null
                : keys.secretOf(id)
                        .map(secret -> new AccessGrant(secret, objects))
                        .orElse(null));
        return proxy;
    }

    private static EmbeddedServerException explained(Config config, Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new EmbeddedServerException(
                        "The S3-compatible store cannot listen on port " + config.port() + " (" + cause.getMessage()
                                + "): stop the program that does, or choose another port (0 takes any that is free).",
                        thrown);
            }
        }
        return new EmbeddedServerException("The S3-compatible store does not start: " + thrown.getMessage(), thrown);
    }

    /** Such as {@code http://127.0.0.1:4569}; buckets are named in the path. */
    public URI endpoint() {
        String address = host.equals("0.0.0.0") || host.equals("::") ? SingleNodeSettings.HOST : host;
        return URI.create("http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + proxy.getPort());
    }

    /** Finishes the requests under way. */
    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new EmbeddedServerException("The S3-compatible store does not stop: " + e.getMessage(), e);
        } finally {
            folder.close();
        }
    }
}
