package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;

/**
 * Accepts requests that name an access key it knows, however they are signed.
 *
 * <p>For clients behind something that changes what they signed, such as a proxy with another host name.
 */
public final class KnownKeyAuthenticator implements Authenticator {

    private final Authenticator open = new OpenAuthenticator();
    private final CredentialStore credentials;

    public KnownKeyAuthenticator(CredentialStore credentials) {
        this.credentials = credentials;
    }

    @Override
    public String authenticate(AuthRequest request) {
        return credentials
                .find(open.authenticate(request))
                .orElseThrow(() -> AwsError.unrecognizedClient("The security token included in the request is invalid.")
                        .asException())
                .id();
    }
}
