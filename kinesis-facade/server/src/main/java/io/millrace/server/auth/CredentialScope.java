package io.millrace.server.auth;

/** The day, region and service that a signing key is bound to. */
record CredentialScope(String date, String region, String service, String terminator) {

    static final String TERMINATOR = "aws4_request";

    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + terminator;
    }
}
