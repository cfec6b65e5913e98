package io.millrace.firehose.aws;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Credentials that were written into a configuration; temporary ones have a session token. */
public record AccessKey(String id, String secret, Optional<String> sessionToken) {

    public AccessKey(String id, String secret) {
        this(id, secret, Optional.empty());
    }

    AwsCredentials credentials() {
        return sessionToken
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
