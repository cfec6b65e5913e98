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
        return new CanonicalRequest(request.method()
                + "\n" + CanonicalUri.of(request.path())
                + "\n" + signedQuery.canonical()
                + "\n" + signedHeaders.canonicalHeaders(request)
                + "\n" + signedHeaders
                + "\n" + payloadHash.text());
    }

    String hash() {
        return Sha256.hex(text);
    }
}
