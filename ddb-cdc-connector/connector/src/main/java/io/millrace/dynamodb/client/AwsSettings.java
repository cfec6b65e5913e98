package io.millrace.dynamodb.client;

import java.net.URI;
import java.util.Optional;

/**
 * Where DynamoDB is, and who asks.
 *
 * @param endpoint of tables, for what is not AWS
 * @param streamsEndpoint of streams
 */
public record AwsSettings(
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<URI> streamsEndpoint,
        Optional<Keys> keys,
        Optional<String> profile,
        Optional<Role> role) {

    /** Static credentials. */
    public record Keys(String id, String secret, Optional<String> sessionToken) {

        @Override
        public String toString() {
            return "Keys[id=" + id + "]";
        }
    }

    /** A role that is assumed with the other credentials. */
    public record Role(String arn, Optional<String> externalId, String sessionName) {}
}
