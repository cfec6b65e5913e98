package io.millrace.firehose.aws;

import java.net.URI;
import java.util.Optional;

/**
 * A role to assume.
 *
 * @param externalId that its trust policy may ask for
 * @param session who assumes it, as it is then seen in logs
 * @param endpoint of a security token service that is not Amazon's
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public record Role(String arn, Optional<String> externalId, String session, Optional<URI> endpoint) {

    private static final int LONGEST_SESSION = 64;

    public Role {
        session = session.length() <= LONGEST_SESSION ? session : session.substring(0, LONGEST_SESSION);
    }
}
