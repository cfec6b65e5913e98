package io.millrace.firehose.destination.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy in this process: a real server that checks signatures and conditions. */
public final class LocalStore implements AutoCloseable {

    private static final S3Settings.Keys KEYS = new S3Settings.Keys("local", "local-secret");

    private final S3Proxy proxy;

    public LocalStore() throws Exception {
        proxy = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEYS.accessKeyId(), KEYS.secretAccessKey())
                .build();
        proxy.start();
    }

    S3Settings settings() {
        return settings(KEYS);
    }

    S3Settings settings(S3Settings.Keys keys) {
        return new S3Settings(
                "us-east-1",
                Optional.of(URI.create("http://127.0.0.1:" + proxy.getPort())),
                true,
                Optional.of(keys),
                Duration.ofSeconds(20));
    }

    /** A client of people who read what was delivered. */
    public S3Client client() {
        return S3Clients.build(settings(), 2);
    }

    /** What a connector has to know of it. */
    public Map<String, String> properties() {
        return Map.of(
                "s3.endpoint",
                "http://127.0.0.1:" + proxy.getPort(),
                "s3.region",
                "us-east-1",
                "s3.path.style",
                "true",
                "s3.access.key.id",
                KEYS.accessKeyId(),
                "s3.secret.access.key",
                KEYS.secretAccessKey());
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
    }
}
