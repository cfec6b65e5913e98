package io.millrace.benchmarks.capture;

import io.millrace.benchmarks.drivers.DriverFailure;
import io.millrace.benchmarks.servers.Servers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * What the SDK gives: a thread for each segment or shard asks for the next page as soon as it has one, with the same client, pages and HTTP client
 * as the connector. What is done with an item's or change's images is the caller's business; it knows no place to go on from.
 */
final class SdkLoop implements AutoCloseable {

    private static final int PAGE = 1000;

    private final Capture capture;
    private final BiConsumer<List<Map<String, AttributeValue>>, Runnable> taker;
    private final SdkHttpClient http;
    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;
    private final LongAdder taken = new LongAdder();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** @param taker has an item's or change's images, and says when it is done with them */
    SdkLoop(Capture capture, URI source, BiConsumer<List<Map<String, AttributeValue>>, Runnable> taker) {
        this.capture = capture;
        this.taker = taker;
        this.http =
                ApacheHttpClient.builder().maxConnections(capture.readers() + 2).build();
        this.tables =
                configured(DynamoDbClient.builder().httpClient(http), source).build();
        this.streams = configured(DynamoDbStreamsClient.builder().httpClient(http), source)
                .build();
        IntStream.range(0, capture.readers()).forEach(reader -> {
            Thread thread = new Thread(() -> read(reader), "loop-" + reader);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        });
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, URI source) {
        return builder.region(Region.US_EAST_1)
                .endpointOverride(source)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(Servers.ACCESS_KEY, Servers.SECRET_KEY)));
    }

    long taken() {
        return taken.sum();
    }

    /** @throws DriverFailure if a reader has failed */
    void check() {
        if (failure.get() != null) {
            throw new DriverFailure("the loop: " + failure.get(), failure.get());
        }
    }

    private void read(int reader) {
        try {
            if (capture.kind() == Capture.Kind.SCAN) {
                scan(reader);
            } else {
                stream(reader);
            }
        } catch (SdkException e) {
            if (!closed) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private void scan(int segment) {
        ScanRequest request = ScanRequest.builder()
                .tableName(capture.table())
                .segment(segment)
                .totalSegments(capture.readers())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .limit(PAGE)
                .build();
        while (!closed) {
            ScanResponse page = tables.scan(request);
            page.items().forEach(item -> take(List.of(item)));
            request = request.toBuilder()
                    .exclusiveStartKey(page.lastEvaluatedKey())
                    .build();
        }
    }

    private void stream(int shard) {
        String arn = StandIn.arn(capture.table());
        String iterator = streams.getShardIterator(request ->
                        request.streamArn(arn).shardId(StandIn.shard(shard)).shardIteratorType("TRIM_HORIZON"))
                .shardIterator();
        while (!closed) {
            String from = iterator;
            var page = streams.getRecords(request -> request.shardIterator(from).limit(PAGE));
            for (Record record : page.records()) {
                take(List.of(record.dynamodb().oldImage(), record.dynamodb().newImage()));
            }
            iterator = page.nextShardIterator();
        }
    }

    private void take(List<Map<String, AttributeValue>> images) {
        taker.accept(images, taken::increment);
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        tables.close();
        streams.close();
        http.close();
    }
}
