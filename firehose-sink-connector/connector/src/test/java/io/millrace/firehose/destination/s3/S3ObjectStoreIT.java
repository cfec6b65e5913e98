package io.millrace.firehose.destination.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.aws.SecurityTokenStandIn;
import io.millrace.firehose.delivery.NoAnswerException;
import io.millrace.firehose.delivery.ObjectName;
import io.millrace.firehose.delivery.ObjectStore.Upload;
import io.millrace.firehose.delivery.Part;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the commit protocol needs of a store is what S3's protocol gives, against a real server. */
class S3ObjectStoreIT {

    private static final String BUCKET = "deliveries";

    private static LocalStore server;
    private static S3ObjectStore store;

    @BeforeAll
    static void start() throws Exception {
        server = new LocalStore();
        store = new S3ObjectStore(server.settings(), S3ObjectOptions.NONE, 4);
        try (S3Client s3 = server.client()) {
            s3.createBucket(create -> create.bucket(BUCKET));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.close();
    }

    @Test
    void anObjectIsCreatedOnce() throws Exception {
        ObjectName name = new ObjectName(BUCKET, "heads/orders-0");

        Optional<String> first = answered(() -> store.create(name, bytes("one")));
        Optional<String> second = answered(() -> store.create(name, bytes("two")));

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(answered(() -> store.get(name)).orElseThrow().bytes()).isEqualTo(bytes("one"));
        assertThat(answered(() -> store.get(name)).orElseThrow().tag()).isEqualTo(first.orElseThrow());
    }

    @Test
    void anObjectIsReplacedOnlyByOneWhoKnowsItsNewestTag() throws Exception {
        ObjectName name = new ObjectName(BUCKET, "heads/orders-1");
        String first = answered(() -> store.create(name, bytes("one"))).orElseThrow();
        String second = answered(() -> store.replace(name, bytes("two"), first)).orElseThrow();

        assertThat(answered(() -> store.replace(name, bytes("three"), first))).isEmpty();
        assertThat(answered(() -> store.replace(name, bytes("three"), second))).isPresent();
        assertThat(answered(() -> store.get(name)).orElseThrow().bytes()).isEqualTo(bytes("three"));
    }

    @Test
    void whatIsNotThereIsNeitherReadNorReplaced() throws Exception {
        ObjectName name = new ObjectName(BUCKET, "heads/nothing");

        assertThat(answered(() -> store.get(name))).isEmpty();
        assertThat(answered(() -> store.replace(name, bytes("one"), "\"0123456789abcdef0123456789abcdef\"")))
                .isEmpty();
        assertThat(answered(() -> store.look(name)).there()).isFalse();
        assertThat(answered(() -> store.get(name))).isEmpty();
    }

    @Test
    void anUploadIsSeenOnceItIsCompleteAndNotBefore() throws Exception {
        ObjectName name = new ObjectName(BUCKET, "orders/2026/11/21/14/a file.json.gz");
        Upload upload = answered(() -> store.createUpload(name, Optional.of("gzip")));
        String tag = answered(() -> store.uploadPart(name, upload.id(), 1, bytes("records")));

        assertThat(answered(() -> store.look(name)).there()).isFalse();
        assertThat(answered(() -> store.completeUpload(name, upload.id(), List.of(new Part(1, tag)))))
                .isTrue();
        assertThat(answered(() -> store.look(name)).there()).isTrue();
        assertThat(answered(() -> store.get(name)).orElseThrow().bytes()).isEqualTo(bytes("records"));
        assertThat(upload.begun())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void anUploadThatIsGoneIsToldFromOneThatIsThere() throws Exception {
        ObjectName name = new ObjectName(BUCKET, "orders/aborted");
        Upload upload = answered(() -> store.createUpload(name, Optional.empty()));
        String tag = answered(() -> store.uploadPart(name, upload.id(), 1, bytes("records")));
        answered(() -> {
            store.abortUpload(name, upload.id());
            return true;
        });

        assertThat(answered(() -> store.completeUpload(name, upload.id(), List.of(new Part(1, tag)))))
                .isFalse();
        answered(() -> {
            store.abortUpload(name, upload.id());
            return true;
        });
        assertThat(answered(() -> store.look(name)).there()).isFalse();
    }

    @Test
    void aRefusalIsAnAnswer() {
        try (S3ObjectStore stranger =
                new S3ObjectStore(server.settings(new AccessKey("local", "wrong")), S3ObjectOptions.NONE, 1)) {
            assertThatThrownBy(() -> stranger.create(new ObjectName(BUCKET, "heads/stranger"), bytes("one")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    /** The security token service is a stand-in. */
    @Test
    void aRoleIsAssumedForTheStore() throws Exception {
        try (var sts = new SecurityTokenStandIn()) {
            sts.gives(new AccessKey("local", "local-secret", Optional.of("token")), Duration.ofHours(1));
            var identity = new Identity(Optional.of(new AccessKey("worker", "its-secret")), Optional.of(sts.role()));
            try (var store = new S3ObjectStore(server.settings(identity), S3ObjectOptions.NONE, 1)) {
                assertThat(store.create(new ObjectName(BUCKET, "heads/by-role"), bytes("one")))
                        .isPresent();
                assertThat(sts.asked()).hasSize(1);
            }
        }
    }

    @Test
    void aStoreThatCannotBeReachedGivesNoAnswer() {
        S3Settings nowhere = new S3Settings(
                "us-east-1",
                Optional.of(URI.create("http://127.0.0.1:1")),
                true,
                server.settings().identity(),
                Duration.ofSeconds(5));
        try (S3ObjectStore unreachable = new S3ObjectStore(nowhere, S3ObjectOptions.NONE, 1)) {
            assertThatThrownBy(() -> unreachable.get(new ObjectName(BUCKET, "heads/orders-0")))
                    .isInstanceOf(NoAnswerException.class);
        }
    }

    /** S3Proxy closes the connection of what it refuses, and the next request on it has no answer: it is asked again, as deliveries do. */
    private static <T> T answered(Request<T> request) throws NoAnswerException {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.send();
            } catch (NoAnswerException e) {
                if (attempt == 5) {
                    throw e;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Request<T> {

        T send() throws NoAnswerException;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
