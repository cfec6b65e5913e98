package io.millrace.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.Key;

/** A secret bound to one {@link CredentialScope}. */
final class SigningKey {

    private final Key key;

    private SigningKey(Key key) {
        this.key = key;
    }

    static SigningKey derive(AccessKey accessKey, CredentialScope scope) {
        Key key = Sha256.key(("AWS4" + accessKey.secret()).getBytes(StandardCharsets.UTF_8));
        for (String part : new String[] {scope.date(), scope.region(), scope.service(), scope.terminator()}) {
            key = Sha256.key(Sha256.hmac(key, part));
        }
        return new SigningKey(key);
    }

    Signature sign(StringToSign stringToSign) {
        return new Signature(Sha256.hex(Sha256.hmac(key, stringToSign.text())));
    }
}
