package io.millrace.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Whichever single bit of a signed request is changed, it is refused. */
class TamperingTest {

    private static final String BODY = "{\"StreamName\":\"orders\",\"Data\":\"AAEC\",\"PartitionKey\":\"k\"}";

    private final Authenticator authenticator = SignedRequests.authenticator(SignedRequests.SCOPE);

    @Property
    void aBitOfTheMethod(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange(max = 3) int at) {
        AuthRequest signed = signed();

        assertRefused(copy(signed, flip(signed.method(), at, bit), signed.path(), signed.query(), signed.headers()));
    }

    @Property
    void aBitOfThePath(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange(max = 100) int at) {
        AuthRequest signed = signed();
        String path = flip(signed.path(), at % signed.path().length(), bit);
        Assume.that(!CanonicalUri.of(path).equals(CanonicalUri.of(signed.path())));

        assertRefused(copy(signed, signed.method(), path, signed.query(), signed.headers()));
    }

    @Property
    void aBitOfTheQuery(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange(max = 100) int at) {
        AuthRequest signed = signed();
        String query = flip(signed.query(), at % signed.query().length(), bit);
        Assume.that(!canonical(query).equals(canonical(signed.query())));

        assertRefused(SignedRequests.withQuery(signed, query));
    }

    @Property
    void aBitOfAPresignedQuery(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange(max = 1_000) int at) {
        AuthRequest signed =
                SignedRequests.presign(SignedRequests.TEMPORARY_KEY, request(), BODY, Duration.ofMinutes(10));
        String query = flip(signed.query(), at % signed.query().length(), bit);
        Assume.that(!canonical(query).equals(canonical(signed.query())));

        assertRefused(SignedRequests.withQuery(signed, query));
    }

    @Property
    void aBitOfASignedHeader(
            @ForAll @IntRange(max = 7) int bit,
            @ForAll @IntRange(max = 100) int at,
            @ForAll @IntRange(max = 100) int of) {
        AuthRequest signed = signed();
        List<String> names = new ArrayList<>(SentHeaders.of(signed).keySet());
        names.remove("authorization");
        names.sort(null);
        String name = names.get(of % names.size());
        String value = signed.header(name).orElseThrow();

        assertRefused(SignedRequests.withHeader(signed, name, flip(value, at % value.length(), bit)));
    }

    @Property
    void aBitOfTheAuthorization(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange(max = 1_000) int at) {
        AuthRequest signed = signed();
        String authorization = signed.header("authorization").orElseThrow();
        String changed = flip(authorization, at % authorization.length(), bit);
        // The names of headers are the same in either case.
        Assume.that(!changed.equalsIgnoreCase(authorization)
                || at % authorization.length() < authorization.indexOf("SignedHeaders"));
        // And blanks around them are none: the comma after the last may become a form feed.
        Assume.that(!Character.isWhitespace(changed.charAt(at % authorization.length())));

        assertRefused(SignedRequests.withHeader(signed, "authorization", changed));
    }

    @Property
    void aBitOfTheBody(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange(max = 100) int at) {
        AuthRequest signed = signed();
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        body[at % body.length] ^= (byte) (1 << bit);

        assertRefused(new AuthRequest(
                signed.method(),
                signed.path(),
                signed.query(),
                signed.headers(),
                ByteBuffer.wrap(body),
                signed.receivedAt()));
    }

    @Property
    void aSignedHeaderThatIsLeftOutOrDoubled(@ForAll boolean doubled, @ForAll @IntRange(max = 100) int of) {
        AuthRequest signed = signed();
        List<String> names = new ArrayList<>(SentHeaders.of(signed).keySet());
        names.sort(null);
        String name = names.get(of % names.size());
        Map<String, List<String>> headers = new HashMap<>(SentHeaders.of(signed));
        String value = signed.header(name).orElseThrow();
        headers.put(name, doubled ? List.of(value, value) : List.of());

        assertRefused(SignedRequests.withHeaders(signed, headers));
    }

    private void assertRefused(AuthRequest request) {
        assertThat(SignedRequests.refusal(authenticator, request)).contains("Exception: ");
    }

    private static AuthRequest signed() {
        return SignedRequests.sign(SignedRequests.TEMPORARY_KEY, request(), BODY);
    }

    private static SdkHttpRequest request() {
        return SignedRequests.post()
                .encodedPath("/a%20b/c.d/")
                .appendRawQueryParameter("x", "1 +2")
                .appendRawQueryParameter("y", "z")
                .appendHeader("X-Note", "two  words")
                .build();
    }

    private static AuthRequest copy(
            AuthRequest request, String method, String path, String query, AuthRequest.Headers headers) {
        return new AuthRequest(method, path, query, headers, request.body(), request.receivedAt());
    }

    private static String canonical(String query) {
        return QueryParameters.parse(query).canonical();
    }

    private static String flip(String text, int at, int bit) {
        char[] chars = text.toCharArray();
        chars[at] ^= (char) (1 << bit);
        return new String(chars);
    }
}
