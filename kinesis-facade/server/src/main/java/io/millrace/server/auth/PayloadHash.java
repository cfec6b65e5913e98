package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;

/**
 * The last line of a {@link CanonicalRequest}: the SHA-256 of the body, or the word that stands for one.
 *
 * @param text lower-case hexadecimal
 */
record PayloadHash(String text) {

    private static final String HEADER = "x-amz-content-sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    /**
     * Hashes the body. What the header claims is not believed: it must be the same.
     *
     * @throws io.millrace.server.operation.AwsException if the body is left unsigned, which only S3 and a few others permit, or
     *     is signed in chunks, which no service here has a use for
     */
    static PayloadHash of(AuthRequest request) {
        String claimed = request.header(HEADER).orElse("");
        if (claimed.equals(UNSIGNED) || claimed.startsWith("STREAMING-")) {
            throw AwsError.invalidSignature("'" + claimed + "' is not supported by this service: X-Amz-Content-Sha256"
                            + " must be the SHA-256 of the body.")
                    .asException();
        }
        String actual = Sha256.hex(request.body());
        if (!claimed.isEmpty() && !claimed.equals(actual)) {
            throw Signature.doesNotMatch();
        }
        return new PayloadHash(actual);
    }
}
