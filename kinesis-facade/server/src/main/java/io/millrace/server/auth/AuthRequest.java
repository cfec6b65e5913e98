package io.millrace.server.auth;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as it came over the wire: any change on the way here, however harmless, breaks its signature.
 *
 * @param path as sent: percent-encoded, dot segments and doubled slashes in place
 * @param query as sent, without the question mark; empty if there is none
 * @param headers by lower-case name, values in the order sent; the host may be under {@code host} or {@code :authority}
 * @param body from its position to its limit, neither of which is moved
 * @param receivedAt the time that signatures are checked against
 */
public record AuthRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        ByteBuffer body,
        Instant receivedAt) {

    public AuthRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(query);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(receivedAt);
    }

    List<String> headerValues(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() && name.equals("host") ? headers.getOrDefault(":authority", List.of()) : values;
    }

    /** The header as one text; several values become one with commas, which no header used here accepts. */
    Optional<String> header(String name) {
        List<String> values = headerValues(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
    }

    /** Leaves out what may hold a session token. */
    @Override
    public String toString() {
        return "AuthRequest[" + method + " " + path + "]";
    }
}
