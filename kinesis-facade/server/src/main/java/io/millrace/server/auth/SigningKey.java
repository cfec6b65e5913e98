package io.millrace.server.auth;

import java.nio.charset.StandardCharsets;

/** A secret bound to one {@link CredentialScope}. */
final class SigningKey {

    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    static SigningKey derive(AccessKey accessKey, CredentialScope scope) {
        byte[] secret = ("AWS4" + accessKey.secret()).getBytes(StandardCharsets.UTF_8);
        byte[] dateKey = Sha256.hmac(secret, scope.date());
        byte[] dateRegionKey = Sha256.hmac(dateKey, scope.region());
        byte[] dateRegionServiceKey = Sha256.hmac(dateRegionKey, scope.service());
        return new SigningKey(Sha256.hmac(dateRegionServiceKey, scope.terminator()));
    }

    Signature sign(StringToSign stringToSign) {
        return new Signature(Sha256.hex(Sha256.hmac(key, stringToSign.text())));
    }
}
