package io.millrace.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What deliveries need of the store on a folder, across restarts too. */
class EmbeddedS3IT {

    private static final String BUCKET = "deliveries";
    private static final int NO_ANSWER = 0;

    @TempDir
    Path folder;

    @Test
    void objectsTagsAndUploadsAreThereAgainAfterARestart() {
        String tag;
        String upload;
        String part;
        try (EmbeddedS3 store = start();
                S3Client s3 = client(store, "secret")) {
            tag = put(s3, "head", "one");
            upload = s3.createMultipartUpload(
                            create -> create.bucket(BUCKET).key("file").contentEncoding("gzip"))
                    .uploadId();
            part = s3.uploadPart(
                            request -> request.bucket(BUCKET)
                                    .key("file")
                                    .uploadId(upload)
                                    .partNumber(1),
                            RequestBody.fromString("records"))
                    .eTag();
            assertThat(keys(s3)).containsExactly("head");
        }

        try (EmbeddedS3 store = start();
                S3Client s3 = client(store, "secret")) {
            assertThat(s3.headObject(head -> head.bucket(BUCKET).key("head")).eTag())
                    .isEqualTo(tag);
            complete(s3, upload, part);
            assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("file"))
                            .asUtf8String())
                    .isEqualTo("records");
            assertThat(s3.headObject(head -> head.bucket(BUCKET).key("file")).contentEncoding())
                    .isEqualTo("gzip");
            assertThat(keys(s3)).containsExactly("file", "head");
        }
    }

    @Test
    void ofManyWhoReplaceOneVersionOrCreateOneObjectOneWins() throws Exception {
        try (EmbeddedS3 store = start();
                S3Client s3 = client(store, "secret");
                S3Client once = client(store, "secret", 1)) {
            for (int round = 0; round < 5; round++) {
                String key = "head-" + round;
                assertThat(winners(number -> once.putObject(
                                request -> request.bucket(BUCKET).key(key).ifNoneMatch("*"),
                                RequestBody.fromString("first " + number))))
                        .isEqualTo(1);
                String tag = s3.headObject(head -> head.bucket(BUCKET).key(key)).eTag();
                assertThat(winners(number -> once.putObject(
                                request -> request.bucket(BUCKET).key(key).ifMatch(tag),
                                RequestBody.fromString("next " + number))))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void anUploadThatSeveralCompleteIsDoneForAllOfThem() throws Exception {
        try (EmbeddedS3 store = start();
                S3Client s3 = client(store, "secret")) {
            for (int round = 0; round < 10; round++) {
                String upload = s3.createMultipartUpload(
                                create -> create.bucket(BUCKET).key("file"))
                        .uploadId();
                String part = s3.uploadPart(
                                request -> request.bucket(BUCKET)
                                        .key("file")
                                        .uploadId(upload)
                                        .partNumber(1),
                                RequestBody.fromString("records"))
                        .eTag();

                assertThat(statuses(number -> complete(s3, upload, part))).isSubsetOf(200, 404, NO_ANSWER);
                assertThat(keys(s3)).containsExactly("file");
            }
        }
    }

    @Test
    void aCompletionThatWasCutOffBehindTheObjectIsDoneWhenItIsAskedForAgain() throws Exception {
        try (EmbeddedS3 store = start();
                S3Client s3 = client(store, "secret")) {
            String upload = s3.createMultipartUpload(
                            create -> create.bucket(BUCKET).key("file"))
                    .uploadId();
            String part = s3.uploadPart(
                            request -> request.bucket(BUCKET)
                                    .key("file")
                                    .uploadId(upload)
                                    .partNumber(1),
                            RequestBody.fromString("records"))
                    .eTag();
            List<Path> stubs = filesOf(upload).stream()
                    .filter(file -> file.toString().endsWith("stub"))
                    .toList();
            Path kept = Files.createDirectory(folder.resolve("kept"));
            for (Path stub : stubs) {
                Files.copy(stub, kept.resolve(stub.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            complete(s3, upload, part);
            for (Path stub : stubs) {
                Files.move(kept.resolve(stub.getFileName()), stub);
            }

            complete(s3, upload, part);

            assertThat(keys(s3)).containsExactly("file");
        }
    }

    @Test
    void whatAKillLeftOfAWriteIsNoObjectAfterTheNextStart() throws Exception {
        Path bucket = Files.createDirectories(folder.resolve("objects").resolve(BUCKET));
        Files.createFile(folder.resolve("objects.in-use"));
        Files.writeString(bucket.resolve("file-" + UUID.randomUUID()), "half of it");
        Files.writeString(bucket.resolve("readme"), "put here by hand");

        try (EmbeddedS3 store = start();
                S3Client s3 = client(store, "secret")) {
            assertThat(keys(s3)).containsExactly("readme");
        }
    }

    @Test
    void aWrongSecretIsRefusedAndWithoutKeysAnybodyMayAsk() {
        try (EmbeddedS3 store = start();
                S3Client s3 = client(store, "wrong")) {
            assertThatThrownBy(s3::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
        try (EmbeddedS3 store = start(folder.resolve("open"), 0, Optional.empty());
                S3Client s3 = client(store, "whatever")) {
            put(s3, "head", "one");
            assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("head"))
                            .asUtf8String())
                    .isEqualTo("one");
        }
    }

    @Test
    void aPortInUseIsSaid() {
        try (EmbeddedS3 store = start()) {
            assertThatThrownBy(() ->
                            start(folder.resolve("other"), store.endpoint().getPort(), Optional.empty()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("cannot listen on port");
        }
    }

    private EmbeddedS3 start() {
        return start(
                folder.resolve("objects"),
                0,
                Optional.of(id -> id.equals("key") ? Optional.of("secret") : Optional.empty()));
    }

    private static EmbeddedS3 start(Path folder, int port, Optional<EmbeddedS3.Keys> keys) {
        return EmbeddedS3.start(new EmbeddedS3.Config(folder, "127.0.0.1", port, keys, true));
    }

    private static S3Client client(EmbeddedS3 store, String secret) {
        return client(store, secret, 3);
    }

    /** Each request on a connection of its own: S3Proxy closes those on which it refused a body. */
    private static S3Client client(EmbeddedS3 store, String secret, int attempts) {
        return S3Client.builder()
                .overrideConfiguration(client -> client.putHeader("Connection", "close")
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(attempts)
                                .build()))
                .region(Region.US_EAST_1)
                .endpointOverride(store.endpoint())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static String put(S3Client s3, String key, String text) {
        return s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text, UTF_8))
                .eTag();
    }

    private static Object complete(S3Client s3, String upload, String tag) {
        return s3.completeMultipartUpload(request -> request.bucket(BUCKET)
                .key("file")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(
                        CompletedPart.builder().partNumber(1).eTag(tag).build())));
    }

    private static List<String> keys(S3Client s3) {
        return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private List<Path> filesOf(String upload) throws Exception {
        try (var files = Files.walk(folder.resolve("objects"))) {
            return files.filter(file -> file.getFileName().toString().contains(upload))
                    .toList();
        }
    }

    private static long winners(Attempt attempt) throws Exception {
        return statuses(attempt).stream().filter(status -> status == 200).count();
    }

    private static List<Integer> statuses(Attempt attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                calls.add(() -> statusOf(attempt, number));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int statusOf(Attempt attempt, int number) {
        try {
            attempt.make(number);
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        } catch (SdkClientException e) {
            // S3Proxy closes the connection on a body that it refuses unread; who wins is always told.
            return NO_ANSWER;
        }
    }

    private interface Attempt {

        Object make(int number);
    }
}
