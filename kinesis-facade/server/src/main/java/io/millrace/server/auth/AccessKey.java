package io.millrace.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;

/**
 * An access key id and its secret.
 *
 * @param sessionToken what every request must carry besides, if the key is a temporary one
 */
public record AccessKey(String id, String secret, Optional<String> sessionToken) {

    public AccessKey {
        Objects.requireNonNull(sessionToken);
        if (id.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("an access key needs an id and a secret");
        }
    }

    boolean acceptsToken(String token) {
        return sessionToken.isEmpty()
                || MessageDigest.isEqual(
                        sessionToken.get().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + (sessionToken.isPresent() ? ", temporary]" : "]");
    }
}
