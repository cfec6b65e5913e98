package io.millrace.server.dynamodbstreams.streams;

import io.millrace.server.dynamodbstreams.shape.StreamArnText;
import io.millrace.server.operation.AwsError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amazon resource names of the streams of this account's tables. */
public record StreamArns(String region, String accountId) {

    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):dynamodb:([^:/]+):([^:/]+):table/([a-zA-Z0-9_.-]+)/stream/([^/]+)");

    /** What an ARN names. */
    record Named(String table, String label) {}

    String of(TableStream stream) {
        return "arn:aws:dynamodb:" + region + ":" + accountId + ":table/" + stream.table() + "/stream/"
                + stream.label();
    }

    /** @throws io.millrace.server.operation.AwsException if it is no stream's, or one of another region or account */
    Named parse(StreamArnText arn) {
        Matcher parts = ARN.matcher(arn.value());
        if (!parts.matches()) {
            throw AwsError.validation("Invalid StreamArn").asException();
        }
        if (!parts.group(2).equals(region) || !parts.group(3).equals(accountId)) {
            throw TableStreams.notFound(arn);
        }
        return new Named(parts.group(4), parts.group(5));
    }
}
