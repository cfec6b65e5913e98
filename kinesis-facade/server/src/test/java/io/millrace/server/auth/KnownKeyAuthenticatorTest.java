package io.millrace.server.auth;

import static io.millrace.server.auth.SignedRequests.KEY;
import static io.millrace.server.auth.SignedRequests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownKeyAuthenticatorTest {

    private final Authenticator authenticator =
            new KnownKeyAuthenticator(id -> id.equals(KEY.id()) ? Optional.of(KEY) : Optional.empty());

    @Test
    void aKnownKeyIsEnough() {
        AccessKey wrongSecret = new AccessKey(KEY.id(), "wrong", Optional.empty());

        assertThat(authenticator.authenticate(sign(wrongSecret))).isEqualTo(KEY.id());
    }

    @Test
    void anUnknownKeyIsRefused() {
        AccessKey unknown = new AccessKey("AKIDUNKNOWN", KEY.secret(), Optional.empty());

        assertThat(refusal(authenticator, sign(unknown)))
                .isEqualTo("UnrecognizedClientException: The security token included in the request is invalid.");
    }

    @Test
    void noKeyIsRefused() {
        assertThat(refusal(authenticator, SignedRequests.withoutHeader(sign(KEY), "authorization")))
                .isEqualTo("MissingAuthenticationTokenException: Missing Authentication Token");
    }

    private static AuthRequest sign(AccessKey key) {
        return SignedRequests.sign(key, SignedRequests.post().build(), "{}");
    }
}
