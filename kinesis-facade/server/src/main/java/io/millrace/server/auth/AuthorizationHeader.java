package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header form: {@code AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...}.
 *
 * <p>The service separates the pairs at commas and at spaces alike.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">Authentication
 *     methods</a>
 */
final class AuthorizationHeader {

    private AuthorizationHeader() {}

    static Authorization parse(String header, AuthRequest request) {
        List<String> parts = parts(header.strip());
        Map<String, String> pairs = pairs(parts.subList(1, parts.size()), header);
        Optional<String> date = request.header("x-amz-date").or(() -> request.header("date"));
        requireAll(pairs, date, header);
        return new Authorization(
                Authorization.Form.HEADER,
                parts.get(0),
                pairs.get("Credential"),
                pairs.get("SignedHeaders"),
                pairs.get("Signature"),
                date.orElseThrow(),
                Optional.empty(),
                request.header("x-amz-security-token"));
    }

    /** The texts between commas and spaces: the algorithm first, then those that are not empty. */
    private static List<String> parts(String header) {
        List<String> parts = new ArrayList<>(4);
        int start = 0;
        for (int at = 0; at <= header.length(); at++) {
            if (at == header.length() || header.charAt(at) == ',' || header.charAt(at) == ' ') {
                if (at > start || parts.isEmpty()) {
                    parts.add(header.substring(start, at));
                }
                start = at + 1;
            }
        }
        return parts;
    }

    private static Map<String, String> pairs(List<String> parts, String header) {
        Map<String, String> pairs = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw AwsError.incompleteSignature("'" + part + "' not a valid key=value pair (missing equal-sign) in"
                                + " Authorization header: '" + header + "'.")
                        .asException();
            }
            pairs.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return pairs;
    }

    private static void requireAll(Map<String, String> pairs, Optional<String> date, String header) {
        StringBuilder missing = new StringBuilder();
        for (String name : List.of("Credential", "Signature")) {
            if (pairs.getOrDefault(name, "").isEmpty()) {
                missing.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        // Alone of the three it may be empty; the service complains later, of the host that is not in it.
        if (!pairs.containsKey("SignedHeaders")) {
            missing.append("Authorization header requires 'SignedHeaders' parameter. ");
        }
        if (date.isEmpty()) {
            missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!missing.isEmpty()) {
            throw AwsError.incompleteSignature(missing + "Authorization=" + header)
                    .asException();
        }
    }
}
