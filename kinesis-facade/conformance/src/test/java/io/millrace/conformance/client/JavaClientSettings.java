package io.millrace.conformance.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * How the AWS SDK for Java is pointed at a server. It retries nothing, so that the themes see each answer.
 *
 * @param cbor whether it speaks CBOR, as it does by default, or JSON
 */
public record JavaClientSettings(URI endpoint, boolean cbor) {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("conformance", "conformance"));

    /** A certificate that the server made for itself is trusted. */
    private static final AttributeMap TRUSTING = AttributeMap.builder()
            .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
            .put(SdkHttpConfigurationOption.READ_TIMEOUT, Duration.ofSeconds(60))
            .build();

    public KinesisClient sync() {
        return withProtocol(
                cbor,
                () -> KinesisClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .overrideConfiguration(JavaClientSettings::withoutRetries)
                        .httpClient(UrlConnectionHttpClient.builder().buildWithDefaults(TRUSTING))
                        .build());
    }

    /** The client of Firehose, synchronous. */
    public FirehoseClient firehose() {
        return FirehoseClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(JavaClientSettings::withoutRetries)
                .httpClient(UrlConnectionHttpClient.builder().buildWithDefaults(TRUSTING))
                .build();
    }

    /** The client of DynamoDB Streams, synchronous. */
    public DynamoDbStreamsClient dynamoDbStreams() {
        return DynamoDbStreamsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(JavaClientSettings::withoutRetries)
                .httpClient(UrlConnectionHttpClient.builder().buildWithDefaults(TRUSTING))
                .build();
    }

    /** As programs have it, with the SDK's own retries, but that it soon gives up a server that does not answer. */
    public static KinesisClient impatient(URI endpoint) {
        AttributeMap impatient = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.CONNECTION_TIMEOUT, Duration.ofSeconds(2))
                .put(SdkHttpConfigurationOption.READ_TIMEOUT, Duration.ofSeconds(5))
                .build();
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.builder().buildWithDefaults(impatient))
                .build();
    }

    /** With the SDK's own judgement of what is tried again, but so many times. */
    public static KinesisClient retrying(URI endpoint, int attempts) {
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(configuration ->
                        configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(attempts)
                                .backoffStrategy(BackoffStrategy.fixedDelay(Duration.ofMillis(200)))
                                .circuitBreakerEnabled(false)
                                .build()))
                .httpClient(UrlConnectionHttpClient.builder().buildWithDefaults(TRUSTING))
                .build();
    }

    /** Speaks HTTP/2: with prior knowledge over http, negotiated over https. */
    public KinesisAsyncClient async() {
        return withProtocol(
                cbor,
                () -> KinesisAsyncClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .overrideConfiguration(JavaClientSettings::withoutRetries)
                        .httpClient(NettyNioAsyncHttpClient.builder()
                                .protocol(Protocol.HTTP2)
                                .buildWithDefaults(TRUSTING))
                        .build());
    }

    private static void withoutRetries(ClientOverrideConfiguration.Builder configuration) {
        configuration.retryStrategy(r -> r.maxAttempts(1)).addExecutionInterceptor(new FailedCall.Noted());
    }

    /** The SDK takes the choice of CBOR from a system property alone, when a client is made. */
    public static <T> T withProtocol(boolean cbor, Supplier<T> client) {
        synchronized (JavaClientSettings.class) {
            String property = SdkSystemSetting.CBOR_ENABLED.property();
            @Nullable String before = System.getProperty(property);
            System.setProperty(property, Boolean.toString(cbor));
            try {
                return client.get();
            } finally {
                if (before == null) {
                    System.clearProperty(property);
                } else {
                    System.setProperty(property, before);
                }
            }
        }
    }
}
