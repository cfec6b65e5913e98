package io.millrace.server.auth;

/** What is signed: the date, the scope and the hash of the canonical request. */
record StringToSign(String text) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    static StringToSign of(RequestDate date, CredentialScope scope, CanonicalRequest request) {
        return new StringToSign(ALGORITHM + "\n" + date.text() + "\n" + scope + "\n" + request.hash());
    }
}
