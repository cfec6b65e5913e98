package io.millrace.benchmarks.delivery;

import io.millrace.benchmarks.servers.Servers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of one trial, emptied and removed at its end. */
final class Bucket implements AutoCloseable {

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
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
        s3.createBucket(create -> create.bucket(name));
    }

    static String endpoint(int storePort) {
        return "http://127.0.0.1:" + storePort;
    }

    String name() {
        return name;
    }

    /** By an upload of one part. */
    void upload(String key, byte[] bytes) {
        String id = s3.createMultipartUpload(
                        create -> create.bucket(name).key(key).contentType("application/octet-stream"))
                .uploadId();
        String tag = s3.uploadPart(
                        part -> part.bucket(name).key(key).uploadId(id).partNumber(1), RequestBody.fromBytes(bytes))
                .eTag();
        s3.completeMultipartUpload(complete -> complete.bucket(name)
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(
                        CompletedPart.builder().partNumber(1).eTag(tag).build())));
    }

    List<String> keys(String prefix) {
        return s3.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Of objects that are GZIPs. */
    long lines(String prefix) {
        return keys(prefix).stream().mapToLong(this::linesOf).sum();
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

    @Override
    public void close() {
        try (s3) {
            keys("").forEach(
                            key -> s3.deleteObject(delete -> delete.bucket(name).key(key)));
            s3.deleteBucket(delete -> delete.bucket(name));
        }
    }
}
