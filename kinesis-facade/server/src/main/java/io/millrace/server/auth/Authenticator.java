package io.millrace.server.auth;

import io.millrace.server.operation.AwsException;

/** Says who sent a request, or refuses it. */
public interface Authenticator {

    /**
     * The access key id that the request was signed with.
     *
     * @throws AwsException with the service's own code and message, and nothing else whatever the request holds
     */
    String authenticate(AuthRequest request);
}
