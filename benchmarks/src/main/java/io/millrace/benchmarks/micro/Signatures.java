package io.millrace.benchmarks.micro;

import io.millrace.server.auth.AcceptedScope;
import io.millrace.server.auth.AccessKey;
import io.millrace.server.auth.AuthRequest;
import io.millrace.server.auth.SigV4Authenticator;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A request's signature checked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Signatures {

    @Param({"1400", "700000"})
    int bodyBytes = 1400;

    private final AccessKey key = new AccessKey("AKIDBENCHMARK0000000", "secret", Optional.empty());
    private final SigV4Authenticator authenticator = new SigV4Authenticator(
            id -> Optional.of(key), new AcceptedScope(Optional.empty(), Set.of("kinesis")), Duration.ofMinutes(5));
    private Map<String, List<String>> headers = Map.of();
    private ByteBuffer body = ByteBuffer.allocate(0);
    private final Instant now = Instant.now();

    @Setup
    public void sign() {
        byte[] bytes = new byte[bodyBytes];
        body = ByteBuffer.wrap(bytes);
        headers = new HashMap<>();
        AwsV4HttpSigner.create()
                .sign(request -> request.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(URI.create("http://localhost:4567/"))
                                .putHeader("Content-Type", "application/x-amz-json-1.1")
                                .putHeader("X-Amz-Target", "Kinesis_20131202.PutRecord")
                                .build())
                        .payload(ContentStreamProvider.fromByteArray(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kinesis")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request()
                .headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    }

    @Benchmark
    public String check() {
        return authenticator.authenticate(
                new AuthRequest("POST", "/", "", name -> headers.getOrDefault(name, List.of()), body, now));
    }
}
