package io.millrace.server.auth;

import io.millrace.server.operation.AwsError;
import java.util.Optional;

/**
 * What a request says of its own signature, all of it still unproven text.
 *
 * @param credential access key id and scope, {@code AKID/20150830/us-east-1/kinesis/aws4_request}
 * @param signedHeaders names separated by semicolons
 * @param date when it says it was signed
 * @param expires for how many seconds it says it is good; only in the presigned form
 */
record Authorization(
        Form form,
        String algorithm,
        String credential,
        String signedHeaders,
        String signature,
        String date,
        Optional<String> expires,
        Optional<String> securityToken) {

    /** Where a signature is carried. */
    enum Form {
        HEADER,
        PRESIGNED
    }

    static Authorization of(AuthRequest request) {
        Optional<String> header = request.header("authorization").filter(value -> !value.isBlank());
        QueryParameters query = QueryParameters.parse(request.query());
        if (query.contains(AuthorizationQuery.ALGORITHM)) {
            if (header.isPresent()) {
                throw AwsError.invalidSignature(
                                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization'"
                                        + " as HTTP header.")
                        .asException();
            }
            return AuthorizationQuery.parse(query);
        }
        return AuthorizationHeader.parse(
                header.orElseThrow(() -> AwsError.missingAuthenticationToken("Missing Authentication Token")
                        .asException()),
                request);
    }

    /** Leaves out the session token. */
    @Override
    public String toString() {
        return "Authorization[" + form + " " + algorithm + " " + credential + "]";
    }
}
