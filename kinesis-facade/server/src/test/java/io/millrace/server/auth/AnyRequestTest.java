package io.millrace.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.operation.AwsException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a request holds, it is refused as the service would or accepted: nothing else is thrown. */
class AnyRequestTest {

    private final Authenticator verifying = SignedRequests.authenticator(SignedRequests.SCOPE);
    private final Authenticator open = new OpenAuthenticator();

    @Property
    void isRefusedByTheVerifier(@ForAll("requests") AuthRequest request) {
        try {
            verifying.authenticate(request);
            throw new AssertionError("accepted a request that nobody signed");
        } catch (AwsException e) {
            assertThat(e.error().status()).isEqualTo(400);
        }
    }

    @Property
    void isRefusedOrBelievedByTheOpenOne(@ForAll("requests") AuthRequest request) {
        try {
            assertThat(open.authenticate(request)).isNotNull();
        } catch (AwsException e) {
            assertThat(e.error().status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<AuthRequest> requests() {
        Arbitrary<Map<String, List<String>>> headers =
                Arbitraries.maps(names(), values().list().ofMaxSize(3)).ofMaxSize(8);
        return Combinators.combine(text(), text(), queries(), headers, bodies())
                .as((method, path, query, header, body) ->
                        new AuthRequest(method, path, query, new SentHeaders(header), body, SignedRequests.NOW));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings(), Arbitraries.of("POST", "/", "//", "/..", "/%", "/%z", "/a/../..", "", "*"));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "authorization",
                        "host",
                        ":authority",
                        "date",
                        "x-amz-date",
                        "x-amz-target",
                        "x-amz-security-token",
                        "x-amz-content-sha256"),
                Arbitraries.strings().alpha().ofMinLength(1));
    }

    private static Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                dates(),
                fragments(" ", "AWS4-HMAC-SHA256", "Credential=", "SignedHeaders=", "Signature="));
    }

    private static Arbitrary<String> dates() {
        return Arbitraries.of(
                "20150830T123600Z",
                "Sun, 30 Aug 2015 12:36:00 GMT",
                "00000101T000000Z",
                "99991231T235959Z",
                "20150830T123600+",
                "");
    }

    private static Arbitrary<String> queries() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                fragments(
                        "&",
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                        "X-Amz-Credential=",
                        "X-Amz-Signature=",
                        "X-Amz-SignedHeaders=",
                        "X-Amz-Date=",
                        "X-Amz-Expires=",
                        "X-Amz-Security-Token="));
    }

    /** The parts that a signature is made of, in any order and number, each with something plausible or not behind it. */
    private static Arbitrary<String> fragments(String separator, String... parts) {
        Arbitrary<String> ends = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "AKIDEXAMPLE/20150830/us-east-1/kinesis/aws4_request",
                        "//////",
                        "a/b/c/d/e",
                        "host",
                        "host;x-amz-target;;HOST",
                        "0".repeat(64),
                        "60",
                        "%",
                        "%2",
                        ",",
                        "="),
                dates(),
                Arbitraries.strings().ofMaxLength(8));
        return Combinators.combine(Arbitraries.of(parts), ends)
                .as((part, end) -> part + end)
                .list()
                .ofMaxSize(10)
                .map(list -> String.join(separator, list));
    }

    private static Arbitrary<ByteBuffer> bodies() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(32).map(ByteBuffer::wrap);
    }
}
