package io.millrace.server.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signing keys that have proven good, so that a busy client costs one HMAC a request and not five.
 *
 * <p>Only the holder of a secret can make an entry, a changed secret is another entry, and a full cache starts again.
 */
final class SigningKeys {

    static final int LIMIT = 1_000;

    private record Id(AccessKey accessKey, CredentialScope scope) {}

    private final Map<Id, SigningKey> proven = new ConcurrentHashMap<>();

    SigningKey get(AccessKey accessKey, CredentialScope scope) {
        SigningKey known = proven.get(new Id(accessKey, scope));
        return known == null ? SigningKey.derive(accessKey, scope) : known;
    }

    void proven(AccessKey accessKey, CredentialScope scope, SigningKey key) {
        if (proven.size() >= LIMIT) {
            proven.clear();
        }
        proven.putIfAbsent(new Id(accessKey, scope), key);
    }

    int size() {
        return proven.size();
    }
}
