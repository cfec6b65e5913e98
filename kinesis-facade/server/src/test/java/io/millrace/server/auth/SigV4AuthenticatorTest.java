package io.millrace.server.auth;

import static io.millrace.server.auth.SignedRequests.KEY;
import static io.millrace.server.auth.SignedRequests.NOW;
import static io.millrace.server.auth.SignedRequests.TEMPORARY_KEY;
import static io.millrace.server.auth.SignedRequests.post;
import static io.millrace.server.auth.SignedRequests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigV4AuthenticatorTest {

    private static final String MISMATCH =
            "InvalidSignatureException: The request signature we calculated does not match"
                    + " the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service"
                    + " documentation for details.";
    private static final String CREDENTIAL = "Credential=AKIDEXAMPLE/20150830/us-east-1/kinesis/aws4_request";

    private final Authenticator authenticator = SignedRequests.authenticator(SignedRequests.SCOPE);
    private final AuthRequest signed = SignedRequests.sign(post().build(), "{\"StreamName\":\"orders\"}");

    @Nested
    class Accepts {

        @Test
        void whatTheSdkSigns() {
            assertAccepted(signed, KEY);
        }

        @Test
        void anEmptyBody() {
            assertAccepted(SignedRequests.sign(post().build(), ""), KEY);
        }

        @Test
        void aBodyThatIsASliceOfADirectBuffer() {
            ByteBuffer direct = ByteBuffer.allocateDirect(64);
            direct.position(7).put(signed.body().duplicate()).flip().position(7);
            AuthRequest request = new AuthRequest("POST", "/", "", signed.headers(), direct, NOW);

            assertAccepted(request, KEY);
            assertThat(direct.position()).isEqualTo(7);
        }

        @Test
        void aTemporaryKeyWithItsToken() {
            assertAccepted(SignedRequests.sign(TEMPORARY_KEY, post().build(), "{}"), TEMPORARY_KEY);
        }

        @Test
        void aPresignedRequest() {
            assertAccepted(SignedRequests.presign(KEY, post().build(), "{}", Duration.ofMinutes(1)), KEY);
        }

        @Test
        void aPresignedRequestWithASessionToken() {
            assertAccepted(
                    SignedRequests.presign(TEMPORARY_KEY, post().build(), "{}", Duration.ofDays(7)), TEMPORARY_KEY);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/a",
                    "/a/",
                    "/a/b/../c",
                    "/a/./b",
                    "//a//b/",
                    "/a%20b",
                    "/a%2Fb",
                    "/~a-b_c.d",
                    "/a%25b",
                    "/a+b",
                    "/a:b@c!$&'()*,;=d",
                    "/%E1%88%B4",
                    "/a/..",
                    "/a%2e%2e/b"
                })
        void unusualPaths(String path) {
            assertAccepted(SignedRequests.sign(post().encodedPath(path).build(), "{}"), KEY);
        }

        @Test
        void unusualQueries() {
            AuthRequest request = SignedRequests.sign(
                    post().appendRawQueryParameter("b", "2")
                            .appendRawQueryParameter("b", "1 3")
                            .appendRawQueryParameter("a", "x+y&z=%/?#")
                            .appendRawQueryParameter("B", "\u1234")
                            .appendRawQueryParameter("empty", "")
                            .appendRawQueryParameter("a-b", "~*'()!")
                            .appendRawQueryParameter("a b", "-_.")
                            .build(),
                    "{}");

            assertAccepted(request, KEY);
        }

        @Test
        void headersOfSeveralValuesAndSpaces() {
            AuthRequest request = SignedRequests.sign(
                    post().appendHeader("X-Several", "b")
                            .appendHeader("X-Several", "a")
                            .appendHeader("X-Spaces", "  a   b \t c ")
                            .appendHeader("X-Empty", "")
                            .build(),
                    "{}");

            assertAccepted(request, KEY);
        }

        @Test
        void aHostThatHttp2CallsAuthority() {
            Map<String, List<String>> headers = new HashMap<>(SentHeaders.of(signed));
            headers.put(":authority", headers.remove("host"));

            assertAccepted(SignedRequests.withHeaders(signed, headers), KEY);
        }

        @Test
        void aDateHeaderInHttpsOwnForm() {
            Map<String, List<String>> headers = Map.of(
                    "host", List.of("127.0.0.1:4567"),
                    "date", List.of("Sun, 30 Aug 2015 12:36:00 GMT"),
                    "authorization",
                            List.of(
                                    "AWS4-HMAC-SHA256 " + CREDENTIAL
                                            + ", SignedHeaders=date;host, Signature=7b511437f91c085e4fe3373e88aa731c63d97251bb096269484a8f47cf506697"));

            assertAccepted(SignedRequests.unsigned("", headers), KEY);
        }

        @Test
        void aClockThatIsOffByFiveMinutes() {
            assertAccepted(SignedRequests.receivedAt(signed, NOW.plus(Duration.ofMinutes(5))), KEY);
            assertAccepted(SignedRequests.receivedAt(signed, NOW.minus(Duration.ofMinutes(5))), KEY);
        }

        @Test
        void anyRegionIfNoneIsSet() {
            Authenticator anyRegion =
                    SignedRequests.authenticator(new AcceptedScope(Optional.empty(), Set.of("kinesis")));
            AuthRequest request = SignedRequests.signFor(post().build(), "kinesis", "eu-central-1", NOW);

            assertThat(refusal(anyRegion, request)).isEqualTo("accepted as AKIDEXAMPLE");
        }

        @Test
        void aTokenThatALastingKeyDoesNotNeed() {
            assertAccepted(SignedRequests.withHeader(signed, "x-amz-security-token", "whatever"), KEY);
        }

        private void assertAccepted(AuthRequest request, AccessKey key) {
            assertThat(refusal(authenticator, request)).isEqualTo("accepted as " + key.id());
        }
    }

    @Nested
    class RefusesTheForm {

        @Test
        void ofARequestWithoutASignature() {
            assertThat(refusal(authenticator, SignedRequests.withoutHeader(signed, "authorization")))
                    .isEqualTo("MissingAuthenticationTokenException: Missing Authentication Token");
        }

        @Test
        void ofBothFormsAtOnce() {
            assertThat(refusal(authenticator, SignedRequests.withQuery(signed, "X-Amz-Algorithm")))
                    .isEqualTo("InvalidSignatureException: Found both 'X-Amz-Algorithm' as a query-string param and"
                            + " 'Authorization' as HTTP header.");
        }

        @Test
        void ofAHeaderWithNothingInIt() {
            AuthRequest request = SignedRequests.unsigned("", Map.of("authorization", List.of("X")));

            assertThat(refusal(authenticator, request))
                    .isEqualTo("IncompleteSignatureException: Authorization header requires 'Credential' parameter."
                            + " Authorization header requires 'Signature' parameter. Authorization header requires"
                            + " 'SignedHeaders' parameter. Authorization header requires existence of either a"
                            + " 'X-Amz-Date' or a 'Date' header. Authorization=X");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "AWS4- Signature=b Credential=a",
                    "AWS4- Signature=b,Credential=a",
                    "AWS4- Signature=b, Credential=a"
                })
        void ofAHeaderWithoutSignedHeaders(String header) {
            AuthRequest request =
                    SignedRequests.unsigned("", Map.of("authorization", List.of(header), "date", List.of("a")));

            assertThat(refusal(authenticator, request))
                    .isEqualTo("IncompleteSignatureException: Authorization header requires 'SignedHeaders' parameter."
                            + " Authorization=" + header);
        }

        @Test
        void ofAPairWithoutAnEqualSign() {
            assertThat(refusal(authenticator, withAuthorization("AWS4-HMAC-SHA256 Signature=b, Credential")))
                    .isEqualTo("IncompleteSignatureException: 'Credential' not a valid key=value pair (missing"
                            + " equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Signature=b, Credential'.");
        }

        @Test
        void ofAQueryThatLacksParameters() {
            assertThat(refusal(authenticator, SignedRequests.unsigned("X-Amz-Algorithm", Map.of())))
                    .isEqualTo("IncompleteSignatureException: AWS query-string parameters must include"
                            + " 'X-Amz-Algorithm'. AWS query-string parameters must include 'X-Amz-Credential'. AWS"
                            + " query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must"
                            + " include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'."
                            + " Re-examine the query-string parameters.");
        }

        @Test
        void ofAQueryWithoutAnAlgorithm() {
            String query = "X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d";

            assertThat(refusal(authenticator, SignedRequests.unsigned(query, Map.of())))
                    .isEqualTo("MissingAuthenticationTokenException: Missing Authentication Token");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"201", "2015-08-30T12:36:00Z", "20150230T123600Z", "20150830T250000Z", "20150830t123600z"})
        void ofADate(String date) {
            assertThat(refusal(authenticator, SignedRequests.withHeader(signed, "x-amz-date", date)))
                    .isEqualTo("IncompleteSignatureException: Date must be in ISO-8601 'basic format'. Got '" + date
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }

        @Test
        void ofTwoDates() {
            AuthRequest request =
                    SignedRequests.withHeader(signed, "x-amz-date", "20150830T123600Z", "20150830T123600Z");

            assertThat(refusal(authenticator, request)).startsWith("IncompleteSignatureException: Date must be in");
        }

        @Test
        void ofACredential() {
            String authorization = "AWS4-HMAC-SHA256 Credential=a/b/c/d, SignedHeaders=host;x-amz-target, Signature=b";

            assertThat(refusal(authenticator, withAuthorization(authorization)))
                    .isEqualTo("IncompleteSignatureException: Credential must have exactly 5 slash-delimited elements,"
                            + " e.g. keyid/date/region/service/term, got 'a/b/c/d'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA25", "AWS", "Bearer"})
        void ofAnAlgorithm(String algorithm) {
            String authorization = algorithm + " " + CREDENTIAL + ", SignedHeaders=host;x-amz-target, Signature=b";

            assertThat(refusal(authenticator, withAuthorization(authorization)))
                    .isEqualTo("IncompleteSignatureException: Unsupported AWS 'algorithm': '" + algorithm
                            + "' (only AWS4-HMAC-SHA256 for now). ");
        }
    }

    @Nested
    class RefusesTheTime {

        @Test
        void ofAnExpiredSignature() {
            AuthRequest late = SignedRequests.receivedAt(signed, Instant.parse("2015-08-30T12:41:01Z"));

            assertThat(refusal(authenticator, late))
                    .isEqualTo("InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier than"
                            + " 20150830T123601Z (20150830T124101Z - 5 min.)");
        }

        @Test
        void ofASignatureFromTheFuture() {
            AuthRequest early = SignedRequests.receivedAt(signed, Instant.parse("2015-08-30T12:30:59Z"));

            assertThat(refusal(authenticator, early))
                    .isEqualTo("InvalidSignatureException: Signature not yet current: 20150830T123600Z is still later"
                            + " than 20150830T123559Z (20150830T123059Z + 5 min.)");
        }

        @Test
        void ofAPresignedRequestAfterItsOwnTerm() {
            AuthRequest presigned = SignedRequests.presign(KEY, post().build(), "{}", Duration.ofSeconds(90));

            assertThat(refusal(authenticator, SignedRequests.receivedAt(presigned, NOW.plusSeconds(90))))
                    .isEqualTo("accepted as AKIDEXAMPLE");
            assertThat(refusal(authenticator, SignedRequests.receivedAt(presigned, NOW.plusSeconds(91))))
                    .isEqualTo("InvalidSignatureException: Signature expired: 20150830T123600Z is now earlier than"
                            + " 20150830T123601Z (20150830T123731Z - 90 sec.)");
        }

        @Test
        void ofAPresignedRequestBeforeItsTerm() {
            AuthRequest presigned = SignedRequests.presign(KEY, post().build(), "{}", Duration.ofDays(1));

            assertThat(refusal(authenticator, SignedRequests.receivedAt(presigned, NOW.minusSeconds(301))))
                    .startsWith("InvalidSignatureException: Signature not yet current: 20150830T123600Z");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "604801", "soon", "99999999999999999999"})
        void ofAPresignedRequestWithAnImpossibleTerm(String expires) {
            AuthRequest presigned = SignedRequests.presign(KEY, post().build(), "{}", Duration.ofMinutes(1));
            String query = presigned.query().replace("X-Amz-Expires=60", "X-Amz-Expires=" + expires);

            assertThat(refusal(authenticator, SignedRequests.withQuery(presigned, query)))
                    .startsWith("IncompleteSignatureException: X-Amz-Expires ");
        }
    }

    @Nested
    class RefusesTheScope {

        @Test
        void ofAnotherRegion() {
            assertThat(refusal(authenticator, SignedRequests.signFor(post().build(), "kinesis", "eu-west-1", NOW)))
                    .isEqualTo("InvalidSignatureException: Credential should be scoped to a valid region, not"
                            + " 'eu-west-1'. ");
        }

        @Test
        void ofAnotherService() {
            assertThat(refusal(authenticator, SignedRequests.signFor(post().build(), "s3", "us-east-1", NOW)))
                    .isEqualTo(
                            "InvalidSignatureException: Credential should be scoped to correct service: 'kinesis'. ");
        }

        @Test
        void inEveryPartAtOnce() {
            String authorization =
                    "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host;x-amz-target, Signature=b";

            assertThat(refusal(authenticator, withAuthorization(authorization)))
                    .isEqualTo("InvalidSignatureException: Credential should be scoped to a valid region, not 'c'."
                            + " Credential should be scoped to correct service: 'kinesis'. Credential should be scoped"
                            + " with a valid terminator: 'aws4_request', not 'e'. Date in Credential scope does not"
                            + " match YYYYMMDD from ISO-8601 version of date from HTTP: 'b' != '20150830', from"
                            + " '20150830T123600Z'.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x-amz-date;x-amz-target"})
        void ofASignatureThatLeavesTheHostOut(String signedHeaders) {
            String authorization =
                    "AWS4-HMAC-SHA256 " + CREDENTIAL + ", SignedHeaders=" + signedHeaders + ", Signature=b";

            assertThat(refusal(authenticator, withAuthorization(authorization)))
                    .isEqualTo("InvalidSignatureException: 'Host' or ':authority' must be a 'SignedHeader' in the AWS"
                            + " Authorization.");
        }

        @Test
        void ofASignatureThatLeavesTheOperationOut() {
            String authorization = "AWS4-HMAC-SHA256 " + CREDENTIAL + ", SignedHeaders=host;x-amz-date, Signature=b";

            assertThat(refusal(authenticator, withAuthorization(authorization)))
                    .isEqualTo("InvalidSignatureException: 'X-Amz-Target' must be a 'SignedHeader' in the AWS"
                            + " Authorization.");
        }
    }

    @Nested
    class RefusesTheKey {

        @Test
        void thatItDoesNotKnow() {
            AccessKey unknown = new AccessKey("AKIDUNKNOWN", KEY.secret(), Optional.empty());

            assertThat(refusal(authenticator, SignedRequests.sign(unknown, post().build(), "{}")))
                    .isEqualTo("UnrecognizedClientException: The security token included in the request is invalid.");
        }

        @Test
        void whoseSecretIsAnother() {
            AccessKey wrongSecret = new AccessKey(KEY.id(), "wrong", Optional.empty());

            assertThat(refusal(authenticator, SignedRequests.sign(wrongSecret, post().build(), "{}")))
                    .isEqualTo(MISMATCH);
        }

        @Test
        void whoseTokenIsMissing() {
            AccessKey withoutToken = new AccessKey(TEMPORARY_KEY.id(), TEMPORARY_KEY.secret(), Optional.empty());

            assertThat(refusal(authenticator, SignedRequests.sign(withoutToken, post().build(), "{}")))
                    .isEqualTo("UnrecognizedClientException: The security token included in the request is invalid");
        }

        @Test
        void whoseTokenIsAnother() {
            AccessKey otherToken = new AccessKey(TEMPORARY_KEY.id(), TEMPORARY_KEY.secret(), Optional.of("other"));

            assertThat(refusal(authenticator, SignedRequests.sign(otherToken, post().build(), "{}")))
                    .isEqualTo("UnrecognizedClientException: The security token included in the request is invalid");
        }
    }

    @Nested
    class RefusesTheBody {

        @Test
        void thatIsNotTheOneSigned() {
            assertThat(refusal(authenticator, SignedRequests.withBody(signed, "{}")))
                    .isEqualTo(MISMATCH);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "UNSIGNED-PAYLOAD",
                    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                    "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
                })
        void thatIsUnsignedOrSignedInChunks(String hash) {
            assertThat(refusal(authenticator, SignedRequests.withHeader(signed, "x-amz-content-sha256", hash)))
                    .isEqualTo("InvalidSignatureException: '" + hash + "' is not supported by this service:"
                            + " X-Amz-Content-Sha256 must be the SHA-256 of the body.");
        }

        @Test
        void whoseHashIsClaimedFalsely() {
            assertThat(refusal(
                            authenticator, SignedRequests.withHeader(signed, "x-amz-content-sha256", "0".repeat(64))))
                    .isEqualTo(MISMATCH);
        }
    }

    private AuthRequest withAuthorization(String authorization) {
        return SignedRequests.withHeader(signed, "authorization", authorization);
    }
}
