package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What the signature of a request should be.
 *
 * @param hex in lower case
 */
record Signature(String hex) {

    /** Takes as long for a signature that is nearly right as for one that is not. */
    boolean matches(String claimed) {
        return MessageDigest.isEqual(hex.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
    }

    static AwsException doesNotMatch() {
        return AwsError.invalidSignature(
                        "The request signature we calculated does not match the signature you provided."
                                + " Check your AWS Secret Access Key and signing method. Consult the service documentation for"
                                + " details.")
                .asException();
    }
}
