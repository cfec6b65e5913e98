package io.millrace.firehose.destination.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.firehose.aws.Identity;
import io.millrace.firehose.aws.RequestSigner;
import io.millrace.firehose.aws.SigV4Signer;
import java.util.Base64;
import java.util.Map;

/** As whom a cluster is asked. */
public sealed interface ClusterAccess {

    /** Nobody wants to know. */
    ClusterAccess OPEN = new Open();

    /** @throws IllegalStateException if there are no credentials */
    RequestSigner signer();

    record Open() implements ClusterAccess {

        @Override
        public RequestSigner signer() {
            return RequestSigner.NONE;
        }
    }

    /** Basic authentication. */
    record Login(String username, String password) implements ClusterAccess {

        @Override
        public RequestSigner signer() {
            String both = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
            return (method, uri, body) -> Map.of("Authorization", "Basic " + both);
        }

        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /** Signature Version 4. */
    record Signature(SigningService service, String region, Identity identity) implements ClusterAccess {

        @Override
        public RequestSigner signer() {
            return SigV4Signer.create(service.wireName(), region, identity);
        }
    }
}
