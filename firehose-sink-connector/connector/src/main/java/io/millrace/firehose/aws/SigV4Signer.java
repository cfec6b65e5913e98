package io.millrace.firehose.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Signs requests as services of AWS want them, by the SDK.
 *
 * <p>Credentials that come from elsewhere and expire are asked for in the background, long before they do: signing waits for nobody. If they
 * cannot be renewed, requests are signed with the last there were, and the service says what it thinks of them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">Signature Version 4</a>
 */
public final class SigV4Signer implements RequestSigner {

    private static final Logger LOG = LoggerFactory.getLogger(SigV4Signer.class);

    /** Often enough: the SDK renews temporary credentials minutes before they expire, and gives those it has at once. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    /** What the HTTP client writes itself, as it is signed. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsProvider provider;
    private final String service;
    private final String region;
    private final Clock clock;
    private final ScheduledExecutorService refresher;
    private volatile AwsCredentialsIdentity credentials;

    /**
     * @param service as signatures have it, such as {@code lambda}
     * @throws IllegalStateException if there are no credentials
     */
    public static SigV4Signer create(String service, String region, Identity identity) {
        return new SigV4Signer(Credentials.of(identity, region), service, region, REFRESH, Clock.systemUTC());
    }

    SigV4Signer(AwsCredentialsProvider provider, String service, String region, Duration refresh, Clock clock) {
        this.provider = provider;
        this.service = service;
        this.region = region;
        this.clock = clock;
        try {
            this.credentials = provider.resolveCredentials();
        } catch (SdkException e) {
            close(provider);
            throw new IllegalStateException("no credentials to sign requests with: " + e.getMessage(), e);
        }
        this.refresher = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, service + "-credentials");
            thread.setDaemon(true);
            return thread;
        });
        refresher.scheduleWithFixedDelay(this::refresh, refresh.toMillis(), refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        try {
            credentials = provider.resolveCredentials();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("The credentials that requests are signed with could not be renewed");
        }
    }

    @Override
    public Map<String, String> headers(String method, URI uri, byte[] body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(uri)
                .build();
        SignedRequest signed = signer.sign(sign -> sign.identity(credentials)
                .request(request)
                .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        Map<String, String> headers = new HashMap<>();
        signed.request().forEachHeader((name, values) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        close(provider);
    }

    private static void close(AwsCredentialsProvider provider) {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
