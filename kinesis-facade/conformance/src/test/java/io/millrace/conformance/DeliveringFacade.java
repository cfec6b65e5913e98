package io.millrace.conformance;

import io.millrace.conformance.client.JavaClientSettings;
import io.millrace.local.LocalDelivery;
import io.millrace.local.LocalMillrace;
import io.millrace.server.config.ConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamDescription;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamStatus;
import software.amazon.awssdk.services.firehose.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** A server as {@code bin/millrace up} starts it: with a Connect worker and a store that deliver for delivery streams. */
public final class DeliveringFacade implements AutoCloseable {

    public static final String ROLE = "arn:aws:iam::000000000000:role/firehose";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final FunctionStandIn functions;
    private final LocalMillrace millrace;
    private final Path folder;
    private final URI endpoint;
    private final FirehoseClient firehose;
    private final KinesisClient kinesis;

    private DeliveringFacade(FunctionStandIn functions, LocalMillrace millrace, Path folder) {
        this.functions = functions;
        this.millrace = millrace;
        this.folder = folder;
        this.endpoint =
                URI.create("http://127.0.0.1:" + millrace.facade().port().orElseThrow());
        this.firehose = new JavaClientSettings(endpoint, false).firehose();
        this.kinesis = new JavaClientSettings(endpoint, true).sync();
    }

    static DeliveringFacade start() {
        try {
            Path folder = Files.createTempDirectory("millrace-delivering");
            FunctionStandIn functions = new FunctionStandIn();
            return new DeliveringFacade(
                    functions,
                    LocalMillrace.start(
                            folder,
                            0,
                            Optional.of(new LocalDelivery.Ports(0, 0)),
                            ConfigSource.defaults()
                                    .settings(Map.of(
                                            "http.port",
                                            "0",
                                            "firehose.lambda.endpoint",
                                            functions.endpoint(),
                                            "firehose.iceberg.catalog.type",
                                            "jdbc",
                                            "firehose.schema.folder",
                                            folder.resolve("schemas").toString()))),
                    folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Where all functions are invoked. */
    public FunctionStandIn functions() {
        return functions;
    }

    /** Where buckets are found. */
    public String s3Endpoint() {
        return millrace.delivery().orElseThrow().s3Endpoint().orElseThrow();
    }

    /** The worker's REST API. */
    public String connectUrl() {
        return millrace.delivery().orElseThrow().connectUrl();
    }

    public String bootstrapServers() {
        return millrace.bootstrapServers();
    }

    /** The AWS SDK for Java. */
    public FirehoseClient firehose() {
        return firehose;
    }

    public KinesisClient kinesis() {
        return kinesis;
    }

    /** A name that no other test has, of a delivery stream and of its bucket. */
    public static String newName() {
        return "test-" + UUID.randomUUID();
    }

    /** Makes a delivery stream of that name, and waits until it is ACTIVE. */
    public String create(Consumer<CreateDeliveryStreamRequest.Builder> how) {
        String name = newName();
        firehose.createDeliveryStream(request -> how.accept(request.deliveryStreamName(name)));
        awaitStatus(name, DeliveryStreamStatus.ACTIVE);
        return name;
    }

    /** Makes one to a bucket of the same name, which delivers every second. */
    public String create() {
        String name = newName();
        firehose.createDeliveryStream(request -> request.deliveryStreamName(name)
                .extendedS3DestinationConfiguration(s3 -> s3.roleARN(ROLE)
                        .bucketARN("arn:aws:s3:::" + name)
                        .bufferingHints(hints -> hints.sizeInMBs(1).intervalInSeconds(1))));
        awaitStatus(name, DeliveryStreamStatus.ACTIVE);
        return name;
    }

    public DeliveryStreamDescription describe(String name) {
        return firehose.describeDeliveryStream(r -> r.deliveryStreamName(name)).deliveryStreamDescription();
    }

    public void awaitStatus(String name, DeliveryStreamStatus status) {
        FacadeStream.until(name + " is " + status, PATIENCE, () -> {
            DeliveryStreamDescription now = describe(name);
            if (now.deliveryStreamStatus() == DeliveryStreamStatus.CREATING_FAILED
                    && status != DeliveryStreamStatus.CREATING_FAILED) {
                throw new AssertionError(name + " has failed: " + now.failureDescription());
            }
            return now.deliveryStreamStatus() == status;
        });
    }

    public void awaitGone(String name) {
        FacadeStream.until(name + " is gone", PATIENCE, () -> {
            try {
                describe(name);
                return false;
            } catch (ResourceNotFoundException e) {
                return true;
            }
        });
    }

    /** What all objects of a bucket hold together, in the order of their names, but for what the connector keeps there. */
    public String delivered(String bucket) {
        Path root = millrace.delivery().orElseThrow().folder().resolve(bucket);
        if (!Files.isDirectory(root)) {
            return "";
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(root.relativize(file).toString().split("/"))
                            .noneMatch(part -> part.startsWith(".")))
                    .sorted()
                    .map(DeliveringFacade::read)
                    .collect(Collectors.joining());
        } catch (IOException | UncheckedIOException e) {
            return ""; // objects come meanwhile
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitDelivered(String bucket, String text) {
        FacadeStream.until(
                bucket + " holds " + text + " and not " + delivered(bucket),
                PATIENCE,
                () -> delivered(bucket).equals(text));
    }

    @Override
    public void close() throws Exception {
        firehose.close();
        kinesis.close();
        millrace.close();
        functions.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
