package io.millrace.conformance.kcl;

import io.millrace.conformance.client.JavaClientSettings;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.common.KinesisClientUtil;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.SingleStreamTracker;
import software.amazon.kinesis.retrieval.RetrievalConfig;
import software.amazon.kinesis.retrieval.fanout.FanOutConfig;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

/** An application of KCL as its users write it; its settings differ from the defaults only in how long it waits. */
final class KclApplication implements AutoCloseable {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("conformance", "conformance"));

    private final String name = "kcl-" + UUID.randomUUID();
    private final String stream;
    private final boolean fanOut;
    private final SeenRecords seen = new SeenRecords();
    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamoDb;
    private final CloudWatchAsyncClient cloudWatch;

    KclApplication(String stream, boolean fanOut, URI kinesisEndpoint, URI dynamoDbEndpoint) {
        this.stream = stream;
        this.fanOut = fanOut;
        this.kinesis = JavaClientSettings.withProtocol(
                true,
                () -> KinesisClientUtil.createKinesisAsyncClient(KinesisAsyncClient.builder()
                        .endpointOverride(kinesisEndpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)));
        this.dynamoDb = DynamoDbAsyncClient.builder()
                .endpointOverride(dynamoDbEndpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build();
        // never called: the metrics go nowhere
        this.cloudWatch = CloudWatchAsyncClient.builder()
                .endpointOverride(dynamoDbEndpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .build();
    }

    /** What its workers saw, all together. */
    SeenRecords seen() {
        return seen;
    }

    /** The shards that have a lease, and whether each was read to its end. */
    Map<String, Boolean> leases() {
        return dynamoDb.scan(r -> r.tableName(name).consistentRead(true)).join().items().stream()
                .filter(item -> item.containsKey("checkpoint"))
                .collect(Collectors.toMap(
                        item -> text(item.get("leaseKey")),
                        item -> text(item.get("checkpoint")).equals("SHARD_END")));
    }

    private static String text(@Nullable AttributeValue value) {
        return value == null ? "" : value.s();
    }

    /** Starts a worker. It begins where the leases say, and without any at the trim horizon. */
    Worker start() {
        ConfigsBuilder configs = new ConfigsBuilder(
                new SingleStreamTracker(
                        stream,
                        InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)),
                name,
                kinesis,
                dynamoDb,
                cloudWatch,
                "worker-" + UUID.randomUUID(),
                seen);
        Scheduler scheduler = new Scheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig()
                        .parentShardPollIntervalMillis(200)
                        .shardConsumerDispatchPollIntervalMillis(100)
                        .schedulerInitializationBackoffTimeMillis(100),
                configs.leaseManagementConfig().failoverTimeMillis(2_000).shardSyncIntervalMillis(1_000),
                configs.lifecycleConfig().taskBackoffTimeMillis(100),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                retrieval(configs.retrievalConfig()));
        Thread thread = new Thread(scheduler, "kcl-worker");
        thread.setDaemon(true);
        thread.start();
        return new Worker(scheduler, thread);
    }

    private RetrievalConfig retrieval(RetrievalConfig config) {
        if (fanOut) {
            return config.retrievalSpecificConfig(
                    new FanOutConfig(kinesis).streamName(stream).applicationName(name));
        }
        return config.retrievalSpecificConfig(new PollingConfig(stream, kinesis).idleTimeBetweenReadsInMillis(200));
    }

    @Override
    public String toString() {
        return fanOut ? "the application with enhanced fan-out" : "the application that polls";
    }

    @Override
    public void close() {
        kinesis.close();
        dynamoDb.close();
        cloudWatch.close();
    }

    record Worker(Scheduler scheduler, Thread thread) implements AutoCloseable {

        @Override
        public void close() {
            try {
                scheduler.startGracefulShutdown().get(30, TimeUnit.SECONDS);
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("the worker does not stop", e);
            }
        }
    }
}
