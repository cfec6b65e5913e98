package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header form: {@code AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...}.
 *
 * <p>The service separates the pairs at commas and at spaces alike.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">Authentication
 *     methods</a>
 */
final class AuthorizationHeader {

    private static final Pattern SEPARATOR = Pattern.compile("[, ]+");

    private AuthorizationHeader() {}

    static Authorization parse(String header, AuthRequest request) {
        String[] parts = SEPARATOR.split(header.strip(), -1);
        Map<String, String> pairs = pairs(List.of(parts).subList(1, parts.length), header);
        Optional<String> date = request.header("x-amz-date").or(() -> request.header("date"));
        requireAll(pairs, date, header);
        return new Authorization(
                Authorization.Form.HEADER,
                parts[0],
                pairs.get("Credential"),
                pairs.get("SignedHeaders"),
                pairs.get("Signature"),
                date.orElseThrow(),
                Optional.empty(),
                request.header("x-amz-security-token"));
    }

    private static Map<String, String> pairs(List<String> parts, String header) {
        Map<String, String> pairs = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 0 && !part.isEmpty()) {
                throw AwsError.incompleteSignature("'" + part + "' not a valid key=value pair (missing equal-sign) in"
                                + " Authorization header: '" + header + "'.")
                        .asException();
            }
            if (equals >= 0) {
                pairs.put(part.substring(0, equals), part.substring(equals + 1));
            }
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
