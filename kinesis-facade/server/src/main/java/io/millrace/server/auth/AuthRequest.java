package io.millrace.server.auth;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as it came over the wire: any change on the way here, however harmless, breaks its signature.
 *
 * @param path as sent: percent-encoded, dot segments and doubled slashes in place
 * @param query as sent, without the question mark; empty if there is none
 * @param headers where they lie; the host may be under {@code host} or {@code :authority}
 * @param body from its position to its limit, neither of which is moved
 * @param receivedAt the time that signatures are checked against
 */
public record AuthRequest(
        String method, String path, String query, Headers headers, ByteBuffer body, Instant receivedAt) {

    /** Looks headers up, so that nobody has to make a map of them. */
    @FunctionalInterface
    public interface Headers {

        /** A header's values in the order sent, by the header's name in lower case; empty if there is none. */
        List<String> values(String name);
    }

    public AuthRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(query);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(receivedAt);
    }

    List<String> headerValues(String name) {
        List<String> values = headers.values(name);
        return values.isEmpty() && name.equals("host") ? headers.values(":authority") : values;
    }

    /** The header as one text; several values become one with commas, which no header used here accepts. */
    Optional<String> header(String name) {
        List<String> values = headerValues(name);
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(values.get(0));
            default -> Optional.of(String.join(",", values));
        };
    }

    /** Leaves out what may hold a session token. */
    @Override
    public String toString() {
        return "AuthRequest[" + method + " " + path + "]";
    }
}
