package io.millrace.server.auth;

import static io.millrace.server.auth.SignedRequests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAuthenticatorTest {

    private final Authenticator authenticator = new OpenAuthenticator();

    @Test
    void believesAnyKeyAndAnySignature() {
        AuthRequest request = signedAs("AWS4-HMAC-SHA256 Credential=me/20200101/nowhere/kinesis/aws4_request,"
                + " SignedHeaders=, Signature=none");

        assertThat(authenticator.authenticate(request)).isEqualTo("me");
    }

    @ParameterizedTest
    @CsvSource({"me, me", "me/20200101, me"})
    void believesAKeyWithoutAScope(String credential, String id) {
        AuthRequest request = signedAs("AWS4 Credential=" + credential + ",SignedHeaders=host,Signature=b");

        assertThat(authenticator.authenticate(request)).isEqualTo(id);
    }

    @Test
    void believesAPresignedRequest() {
        AuthRequest request = SignedRequests.unsigned(
                "X-Amz-Algorithm=a&X-Amz-Credential=me%2F20200101&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d",
                Map.of());

        assertThat(authenticator.authenticate(request)).isEqualTo("me");
    }

    @Test
    void refusesARequestThatIsNotSigned() {
        assertThat(refusal(authenticator, SignedRequests.unsigned("", Map.of())))
                .isEqualTo("MissingAuthenticationTokenException: Missing Authentication Token");
    }

    @Test
    void refusesAnIncompleteSignature() {
        assertThat(refusal(authenticator, signedAs("AWS4-HMAC-SHA256 Credential=me")))
                .isEqualTo("IncompleteSignatureException: Authorization header requires 'Signature' parameter."
                        + " Authorization header requires 'SignedHeaders' parameter."
                        + " Authorization=AWS4-HMAC-SHA256 Credential=me");
    }

    private static AuthRequest signedAs(String authorization) {
        return SignedRequests.unsigned("", Map.of("authorization", List.of(authorization), "date", List.of("a")));
    }
}
