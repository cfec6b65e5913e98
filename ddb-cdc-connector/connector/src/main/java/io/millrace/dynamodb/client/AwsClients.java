package io.millrace.dynamodb.client;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The SDK's clients, and what they share. */
public final class AwsClients implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A write that has no answer by then is made anew by whoever asked, who may no longer be the one to write. */
    private static final Duration PATIENCE_OF_WRITES = Duration.ofSeconds(10);

    private final AwsSettings settings;
    private final ClientOverrideConfiguration attempts;
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final DynamoDbClient tables;
    private final DynamoDbStreamsClient streams;

    public AwsClients(AwsSettings settings, int connections) {
        // few attempts: readers try again by themselves, and show it
        this(
                settings,
                connections,
                ClientOverrideConfiguration.builder()
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallTimeout(PATIENCE)
                        .build());
    }

    /** For writes, which are tried once. */
    public static AwsClients ofWrites(AwsSettings settings, int connections) {
        return new AwsClients(
                settings,
                connections,
                ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(PATIENCE_OF_WRITES)
                        .build());
    }

    private AwsClients(AwsSettings settings, int connections, ClientOverrideConfiguration attempts) {
        this.settings = settings;
        this.attempts = attempts;
        this.http = ApacheHttpClient.builder().maxConnections(connections).build();
        this.credentials = credentials();
        this.tables = configured(DynamoDbClient.builder().httpClient(http))
                .applyMutation(builder -> settings.endpoint().ifPresent(builder::endpointOverride))
                .build();
        this.streams = configured(DynamoDbStreamsClient.builder().httpClient(http))
                .applyMutation(builder -> settings.streamsEndpoint().ifPresent(builder::endpointOverride))
                .build();
    }

    public TableReads tables() {
        return new AwsTableReads(tables);
    }

    public TableWrites writes() {
        return new AwsTableWrites(tables);
    }

    public StreamReads streams() {
        return new AwsStreamReads(streams);
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder) {
        settings.region().map(Region::of).ifPresent(builder::region);
        return builder.credentialsProvider(credentials).overrideConfiguration(attempts);
    }

    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider own = settings.keys()
                .<AwsCredentialsProvider>map(AwsClients::fixed)
                .or(() -> settings.profile().map(ProfileCredentialsProvider::create))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        return settings.role()
                .<AwsCredentialsProvider>map(role -> assumed(role, own))
                .orElse(own);
    }

    private static StaticCredentialsProvider fixed(AwsSettings.Keys keys) {
        return StaticCredentialsProvider.create(
                keys.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(
                                keys.id(), keys.secret(), keys.sessionToken().get())
                        : AwsBasicCredentials.create(keys.id(), keys.secret()));
    }

    private StsAssumeRoleCredentialsProvider assumed(AwsSettings.Role role, AwsCredentialsProvider own) {
        StsClient sts = StsClient.builder()
                .httpClient(http)
                .credentialsProvider(own)
                .applyMutation(builder -> settings.region().map(Region::of).ifPresent(builder::region))
                .build();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(role.arn())
                        .roleSessionName(role.sessionName())
                        .externalId(role.externalId().orElse(null)))
                .build();
    }

    @Override
    public void close() {
        tables.close();
        streams.close();
        if (credentials instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("credentials cannot be given back", e);
            }
        }
        http.close();
    }
}
