package io.millrace.server.dynamodbstreams;

import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.ErrorTypes;
import java.util.Set;

/**
 * Errors as DynamoDB calls them: those of its model under its own name, the others under that of the framework that it is built
 * with.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error handling</a>
 */
public final class DynamoDbErrors implements ErrorTypes {

    private static final Set<String> MODELLED = Set.of(
            "ExpiredIteratorException",
            "InternalServerError",
            "LimitExceededException",
            "ResourceNotFoundException",
            "TrimmedDataAccessException");

    @Override
    public String of(AwsError error) {
        // Kinesis' name for the same.
        String code = error.code().equals("InternalFailureException") ? "InternalServerError" : error.code();
        if (MODELLED.contains(code)) {
            return "com.amazonaws.dynamodb.v20120810#" + code;
        }
        return (code.equals("ValidationException") ? "com.amazon.coral.validate#" : "com.amazon.coral.service#") + code;
    }
}
