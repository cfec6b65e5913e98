package io.millrace.firehose.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Gives credentials for as long as it is open. Those of a role are renewed in the background, minutes before they expire; while they
 * cannot be, the last are given until they do.
 */
public final class Credentials implements AwsCredentialsProvider, SdkAutoCloseable {

    /** With the SDK's own retries; whoever waits for credentials has a limit that is longer. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private final AwsCredentialsProvider given;
    private final Runnable end;

    private Credentials(AwsCredentialsProvider given, Runnable end) {
        this.given = given;
        this.end = end;
    }

    /** @param region of the security token service, if there is a role */
    public static Credentials of(Identity identity, String region) {
        Credentials own = identity.key()
                .map(key -> new Credentials(StaticCredentialsProvider.create(key.credentials()), () -> {}))
                .orElseGet(() -> {
                    DefaultCredentialsProvider chain =
                            DefaultCredentialsProvider.builder().build();
                    return new Credentials(chain, chain::close);
                });
        return identity.role().map(role -> assumed(role, own, region)).orElse(own);
    }

    private static Credentials assumed(Role role, Credentials own, String region) {
        StsClientBuilder builder = StsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(own)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(override -> override.apiCallTimeout(TIME_LIMIT));
        role.endpoint().ifPresent(builder::endpointOverride);
        StsClient sts = builder.build();
        StsAssumeRoleCredentialsProvider session = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .asyncCredentialUpdateEnabled(true)
                .refreshRequest(request -> {
                    request.roleArn(role.arn()).roleSessionName(role.session());
                    role.externalId().ifPresent(request::externalId);
                })
                .build();
        return new Credentials(session, () -> {
            session.close();
            sts.close();
            own.close();
        });
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return given.resolveCredentials();
    }

    @Override
    public void close() {
        end.run();
    }
}
