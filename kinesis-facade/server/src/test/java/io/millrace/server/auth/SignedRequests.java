package io.millrace.server.auth;

import io.millrace.server.operation.AwsException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Requests as the AWS SDK for Java signs them, and a server that knows their key. */
final class SignedRequests {

    static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    static final AccessKey KEY =
            new AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Optional.empty());
    static final AccessKey TEMPORARY_KEY =
            new AccessKey("ASIAEXAMPLE", "uN7/sEcReT+OfATeMpOrArYkEyEXAMPLEKEY000", Optional.of("IQoJb3JpZ2lu/+=="));
    static final AcceptedScope SCOPE = new AcceptedScope(Optional.of("us-east-1"), Set.of("kinesis"));

    private SignedRequests() {}

    static SigV4Authenticator authenticator(AcceptedScope scope) {
        Map<String, AccessKey> keys = Map.of(KEY.id(), KEY, TEMPORARY_KEY.id(), TEMPORARY_KEY);
        return new SigV4Authenticator(id -> Optional.ofNullable(keys.get(id)), scope, Duration.ofMinutes(5));
    }

    static SdkHttpRequest.Builder post() {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://127.0.0.1:4567/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "Kinesis_20131202.PutRecord");
    }

    static AuthRequest sign(SdkHttpRequest request, String body) {
        return received(signed(KEY, request, body), body);
    }

    static AuthRequest sign(AccessKey key, SdkHttpRequest request, String body) {
        return received(signed(key, request, body), body);
    }

    static AuthRequest presign(AccessKey key, SdkHttpRequest request, String body, Duration expires) {
        return received(presigned(key, request, body, expires), body);
    }

    static AuthRequest signFor(SdkHttpRequest request, String service, String region, Instant signedAt) {
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity(KEY))
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)));
        return received(signed, "");
    }

    private static SignedRequest presigned(AccessKey key, SdkHttpRequest request, String body, Duration expires) {
        return AwsV4HttpSigner.create().sign(sign -> {
            prepare(sign, key, request, body);
            sign.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING);
            sign.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, expires);
        });
    }

    private static SignedRequest signed(AccessKey key, SdkHttpRequest request, String body) {
        return AwsV4HttpSigner.create().sign(sign -> prepare(sign, key, request, body));
    }

    private static void prepare(
            SignRequest.Builder<AwsCredentialsIdentity> sign, AccessKey key, SdkHttpRequest request, String body) {
        sign.identity(identity(key))
                .request(request)
                .payload(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "kinesis")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static AwsCredentialsIdentity identity(AccessKey key) {
        return key.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentialsIdentity.create(key.id(), key.secret(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(key.id(), key.secret()));
    }

    private static AuthRequest received(SignedRequest signed, String body) {
        SdkHttpRequest request = signed.request();
        Map<String, List<String>> headers = new HashMap<>();
        request.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new AuthRequest(
                request.method().name(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                new SentHeaders(headers),
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                NOW);
    }

    static AuthRequest withHeader(AuthRequest request, String name, String... values) {
        Map<String, List<String>> headers = new HashMap<>(SentHeaders.of(request));
        headers.put(name, List.of(values));
        return withHeaders(request, headers);
    }

    static AuthRequest withoutHeader(AuthRequest request, String name) {
        Map<String, List<String>> headers = new HashMap<>(SentHeaders.of(request));
        headers.remove(name);
        return withHeaders(request, headers);
    }

    static AuthRequest withHeaders(AuthRequest request, Map<String, List<String>> headers) {
        return new AuthRequest(
                request.method(),
                request.path(),
                request.query(),
                new SentHeaders(headers),
                request.body(),
                request.receivedAt());
    }

    static AuthRequest withQuery(AuthRequest request, String query) {
        return new AuthRequest(
                request.method(), request.path(), query, request.headers(), request.body(), request.receivedAt());
    }

    static AuthRequest withBody(AuthRequest request, String body) {
        return new AuthRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)),
                request.receivedAt());
    }

    static AuthRequest receivedAt(AuthRequest request, Instant receivedAt) {
        return new AuthRequest(
                request.method(), request.path(), request.query(), request.headers(), request.body(), receivedAt);
    }

    static AuthRequest unsigned(String query, Map<String, List<String>> headers) {
        return new AuthRequest("POST", "/", query, new SentHeaders(headers), ByteBuffer.allocate(0), NOW);
    }

    /** The error's code and message, as {@code Code: message}. */
    static String refusal(Authenticator authenticator, AuthRequest request) {
        try {
            return "accepted as " + authenticator.authenticate(request);
        } catch (AwsException e) {
            return e.getMessage();
        }
    }
}
