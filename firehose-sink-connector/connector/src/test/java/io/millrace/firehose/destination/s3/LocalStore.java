package io.millrace.firehose.destination.s3;

import io.millrace.embedded.EmbeddedS3;
import io.millrace.firehose.aws.AccessKey;
import io.millrace.firehose.aws.Credentials;
import io.millrace.firehose.aws.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/** A real server that checks signatures and conditions, on a folder of its own: the one that {@code millrace up} has. */
public final class LocalStore implements AutoCloseable {

    private static final AccessKey KEYS = new AccessKey("local", "local-secret");

    private final Path folder;
    private final EmbeddedS3 store;

    public LocalStore() throws IOException {
        folder = Files.createTempDirectory("millrace-s3-test-");
        store = EmbeddedS3.start(EmbeddedS3.Config.inFolder(objects(), KEYS.id(), KEYS.secret()));
    }

    S3Settings settings() {
        return settings(KEYS);
    }

    S3Settings settings(AccessKey key) {
        return settings(Identity.of(key));
    }

    S3Settings settings(Identity identity) {
        return new S3Settings("us-east-1", Optional.of(store.endpoint()), true, identity, Duration.ofSeconds(20));
    }

    /** A client of people who read what was delivered. */
    public S3Client client() {
        return S3Clients.build(settings(), Credentials.of(Identity.of(KEYS), "us-east-1"), 2);
    }

    private Path objects() {
        return folder.resolve("objects");
    }

    /** Where the objects of a bucket are as files. */
    public Path folder(String bucket) {
        return objects().resolve(bucket);
    }

    /** What a connector has to know of it. */
    public Map<String, String> properties() {
        return Map.of(
                "s3.endpoint",
                store.endpoint().toString(),
                "s3.region",
                "us-east-1",
                "s3.path.style",
                "true",
                "s3.access.key.id",
                KEYS.id(),
                "s3.secret.access.key",
                KEYS.secret());
    }

    @Override
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
