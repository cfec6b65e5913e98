package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.measure.Sample;
import io.millrace.benchmarks.servers.Servers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of one trial, emptied at its end. */
final class Bucket implements AutoCloseable {

    /** As the connector does: short bodies do not wait for {@code 100 Continue}. */
    private static final ExecutionInterceptor WITHOUT_ASKING = new ExecutionInterceptor() {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    };

    private final S3Client s3;
    private final String name;

    Bucket(int storePort, String name) {
        this.name = name;
        this.s3 = S3Client.builder()
                .endpointOverride(URI.create(endpoint(storePort)))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Servers.ACCESS_KEY, Servers.SECRET_KEY)))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(ApacheHttpClient.builder().expectContinueEnabled(false))
                .overrideConfiguration(override -> override.addExecutionInterceptor(WITHOUT_ASKING))
                .build();
        s3.createBucket(create -> create.bucket(name));
    }

    static String endpoint(int storePort) {
        return "http://127.0.0.1:" + storePort;
    }

    String name() {
        return name;
    }

    /** By one request. */
    void put(String key, byte[] bytes) {
        s3.putObject(
                put -> put.bucket(name).key(key).contentType("application/octet-stream"), RequestBody.fromBytes(bytes));
    }

    /** @param gzip whether they are, and have lines */
    Sample.Objects objects(String prefix, boolean gzip) {
        List<S3Object> all = list(prefix).toList();
        long lines = gzip ? all.stream().mapToLong(one -> linesOf(one.key())).sum() : 0;
        return new Sample.Objects(
                all.size(), all.stream().mapToLong(S3Object::size).sum(), lines);
    }

    private Stream<S3Object> list(String prefix) {
        return s3.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents().stream();
    }

    List<String> keys(String prefix) {
        return list(prefix).map(S3Object::key).toList();
    }

    private long linesOf(String key) {
        try (InputStream object = s3.getObject(get -> get.bucket(name).key(key));
                InputStream in = new GZIPInputStream(new BufferedInputStream(object), 64 << 10)) {
            byte[] some = new byte[64 << 10];
            long lines = 0;
            for (int read = in.read(some); read > 0; read = in.read(some)) {
                for (int i = 0; i < read; i++) {
                    lines += some[i] == '\n' ? 1 : 0;
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(key, e);
        }
    }

    /** The bucket stays: a connector that was just deleted may write to it yet. */
    @Override
    public void close() {
        try (s3) {
            keys("").forEach(
                            key -> s3.deleteObject(delete -> delete.bucket(name).key(key)));
        }
    }
}
