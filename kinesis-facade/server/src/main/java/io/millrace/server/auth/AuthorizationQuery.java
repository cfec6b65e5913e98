package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.util.List;

/**
 * The presigned form: everything in the query string.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">Authentication
 *     methods</a>
 */
final class AuthorizationQuery {

    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String SIGNATURE = "X-Amz-Signature";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final String DATE = "X-Amz-Date";
    private static final List<String> REQUIRED = List.of(ALGORITHM, CREDENTIAL, SIGNATURE, SIGNED_HEADERS, DATE);

    private AuthorizationQuery() {}

    static Authorization parse(QueryParameters query) {
        StringBuilder missing = new StringBuilder();
        for (String name : REQUIRED) {
            if (query.value(name).orElse("").isEmpty()) {
                missing.append("AWS query-string parameters must include '")
                        .append(name)
                        .append("'. ");
            }
        }
        if (!missing.isEmpty()) {
            throw AwsError.incompleteSignature(missing + "Re-examine the query-string parameters.")
                    .asException();
        }
        return new Authorization(
                Authorization.Form.PRESIGNED,
                query.value(ALGORITHM).orElseThrow(),
                query.value(CREDENTIAL).orElseThrow(),
                query.value(SIGNED_HEADERS).orElseThrow(),
                query.value(SIGNATURE).orElseThrow(),
                query.value(DATE).orElseThrow(),
                query.value("X-Amz-Expires"),
                query.value("X-Amz-Security-Token"));
    }
}
