package io.millrace.firehose.destination.s3;

import io.millrace.firehose.aws.Credentials;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Builds the SDK's client as the commit protocol needs it. */
final class S3Clients {

    private S3Clients() {}

    /**
     * The SDK does not try again by itself: a conditional write that was carried out without an answer would come back as refused by its own
     * first attempt, and nobody would know. Checksums that many other stores do not know are only sent where S3 demands them, and bodies are
     * not signed in chunks, for each of which the SDK makes a buffer of 128 KiB, however short it is.
     *
     * @param credentials which stay the caller's to close
     * @param connections how many requests may be under way at once
     */
    static S3Client build(S3Settings settings, Credentials credentials, int connections) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .credentialsProvider(credentials)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(
                        ApacheHttpClient.builder().maxConnections(connections).expectContinueEnabled(false))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(settings.answerWithin())
                        .addExecutionInterceptor(new WithoutAsking()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
