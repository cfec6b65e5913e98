package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.time.Duration;

/**
 * Accepts requests with a valid AWS Signature Version 4 by one of the keys it knows.
 *
 * <p>It checks in the service's order, so that the first complaint is the one the service would have.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">What the service
 *     complains of</a>
 */
public final class SigV4Authenticator implements Authenticator {

    private final CredentialStore credentials;
    private final AcceptedScope acceptedScope;
    private final SignatureLifetime lifetime;
    private final SigningKeys signingKeys = new SigningKeys();
    private final Parsed<SignedHeaders> signedHeaderLists = new Parsed<>(SignedHeaders::parse);
    private final Parsed<Credential> parsedCredentials = new Parsed<>(Credential::parse);

    /** @param clockSkew how far a client's clock may be off; the service's is five minutes */
    public SigV4Authenticator(CredentialStore credentials, AcceptedScope acceptedScope, Duration clockSkew) {
        this.credentials = credentials;
        this.acceptedScope = acceptedScope;
        this.lifetime = new SignatureLifetime(clockSkew);
    }

    @Override
    public String authenticate(AuthRequest request) {
        Authorization authorization = Authorization.of(request);
        RequestDate date = RequestDate.parse(authorization.date());
        lifetime.check(authorization, date, request.receivedAt());
        SignedHeaders signedHeaders = signedHeaderLists.of(authorization.signedHeaders());
        signedHeaders.check(request);
        requireKnownAlgorithm(authorization);
        Credential credential = parsedCredentials.of(authorization.credential());
        acceptedScope.check(credential.scope(), date);
        AccessKey accessKey = credentials
                .find(credential.accessKeyId())
                .orElseThrow(() -> unrecognized("The security token included in the request is invalid."));
        CanonicalRequest canonicalRequest =
                CanonicalRequest.of(request, authorization.form(), signedHeaders, PayloadHash.of(request));
        StringToSign stringToSign = StringToSign.of(date, credential.scope(), canonicalRequest);
        requireSignature(authorization, accessKey, credential.scope(), stringToSign);
        if (!accessKey.acceptsToken(authorization.securityToken().orElse(""))) {
            throw unrecognized("The security token included in the request is invalid");
        }
        return accessKey.id();
    }

    /** Which refuses Signature Version 4A too: its public keys would have to come from the secret keys' owners. */
    private static void requireKnownAlgorithm(Authorization authorization) {
        if (!authorization.algorithm().equals(StringToSign.ALGORITHM)) {
            throw AwsError.incompleteSignature("Unsupported AWS 'algorithm': '" + authorization.algorithm()
                            + "' (only AWS4-HMAC-SHA256 for now). ")
                    .asException();
        }
    }

    private void requireSignature(
            Authorization authorization, AccessKey accessKey, CredentialScope scope, StringToSign stringToSign) {
        SigningKey key = signingKeys.get(accessKey, scope);
        if (!key.sign(stringToSign).matches(authorization.signature())) {
            throw Signature.doesNotMatch();
        }
        signingKeys.proven(accessKey, scope, key);
    }

    private static AwsException unrecognized(String message) {
        return AwsError.unrecognizedClient(message).asException();
    }
}
