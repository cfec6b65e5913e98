package io.millrace.server.auth;

/**
 * A request in the one form that signer and verifier agree on.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed
 *     request</a>
 */
record CanonicalRequest(String text) {

    static CanonicalRequest of(
            AuthRequest request, Authorization.Form form, SignedHeaders signedHeaders, PayloadHash payloadHash) {
        QueryParameters query = QueryParameters.parse(request.query());
        QueryParameters signedQuery =
                form == Authorization.Form.PRESIGNED ? query.without(AuthorizationQuery.SIGNATURE) : query;
        StringBuilder text = new StringBuilder(512)
                .append(request.method())
                .append('\n')
                .append(CanonicalUri.of(request.path()))
                .append('\n')
                .append(signedQuery.canonical())
                .append('\n');
        signedHeaders.appendCanonicalHeaders(text, request);
        return new CanonicalRequest(text.append('\n')
                .append(signedHeaders)
                .append('\n')
                .append(payloadHash.text())
                .toString());
    }

    String hash() {
        return Sha256.hex(text);
    }
}
