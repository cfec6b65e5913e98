package io.millrace.server.auth;

/**
 * Believes whatever access key a request names: for a server that only its own machine can reach.
 *
 * <p>A request must still look signed, so that a client that will not work elsewhere does not seem to work here. No signature, date
 * or scope is checked.
 */
public final class OpenAuthenticator implements Authenticator {

    @Override
    public String authenticate(AuthRequest request) {
        String credential = Authorization.of(request).credential();
        int slash = credential.indexOf('/');
        return slash < 0 ? credential : credential.substring(0, slash);
    }
}
