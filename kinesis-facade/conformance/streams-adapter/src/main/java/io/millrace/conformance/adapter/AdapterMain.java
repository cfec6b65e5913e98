package io.millrace.conformance.adapter;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.NullMetricsFactory;

/**
 * A worker as users of the adapter write it, whose settings differ from the defaults only in how long it waits. It begins where the leases
 * say, and without any at the trim horizon. On standard output it has a line for each change: {@code <id> <version>}. It ends
 * gracefully when its standard input does.
 */
public final class AdapterMain {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("conformance", "conformance"));

    private AdapterMain() {}

    /** Takes the stream's ARN, the endpoints of its API and of DynamoDB, and the application's name. */
    public static void main(String[] arguments) throws Exception {
        String streamArn = arguments[0];
        URI streams = URI.create(arguments[1]);
        URI dynamoDb = URI.create(arguments[2]);
        Scheduler scheduler = scheduler(streamArn, streams, dynamoDb, arguments[3]);
        Thread thread = new Thread(scheduler, "worker");
        thread.start();
        while (System.in.read() >= 0) {
            // nothing is said to it
        }
        scheduler.startGracefulShutdown().get(30, TimeUnit.SECONDS);
        System.exit(0);
    }

    private static Scheduler scheduler(String streamArn, URI streams, URI dynamoDb, String application) {
        AmazonDynamoDBStreamsAdapterClient adapter = new AmazonDynamoDBStreamsAdapterClient(
                DynamoDbStreamsClient.builder()
                        .endpointOverride(streams)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .build(),
                Region.US_EAST_1);
        ConfigsBuilder configs = new ConfigsBuilder(
                StreamsSchedulerFactory.createSingleStreamTracker(
                        streamArn,
                        InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON)),
                application,
                adapter,
                DynamoDbAsyncClient.builder()
                        .endpointOverride(dynamoDb)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .build(),
                // never called: the metrics go nowhere
                CloudWatchAsyncClient.builder()
                        .endpointOverride(dynamoDb)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .build(),
                "worker-" + UUID.randomUUID(),
                PrintingProcessor::new);
        return StreamsSchedulerFactory.createScheduler(
                configs.checkpointConfig(),
                configs.coordinatorConfig()
                        .parentShardPollIntervalMillis(200)
                        .shardConsumerDispatchPollIntervalMillis(100)
                        .schedulerInitializationBackoffTimeMillis(100),
                configs.leaseManagementConfig().failoverTimeMillis(2_000).shardSyncIntervalMillis(1_000),
                configs.lifecycleConfig().taskBackoffTimeMillis(100),
                configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
                configs.processorConfig(),
                configs.retrievalConfig()
                        .retrievalSpecificConfig(
                                new DynamoDBStreamsPollingConfig(streamArn, adapter).idleTimeBetweenReadsInMillis(200)),
                adapter);
    }
}
