package io.millrace.server.dynamodbstreams;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.OperationTable;
import io.millrace.server.operation.RequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What every operation answers while no topics are configured: an empty list would look like tables without streams. */
record NotServed<I extends Record, O>() implements Operation<I, O> {

    private static final AwsError ERROR = AwsError.unknownOperation(
            "DynamoDB Streams are not served here: no topics are configured in dynamodbStreams.topicPrefixes.");

    static <I extends Record, O> OperationTable.Entry<I, O> insteadOf(OperationTable.Entry<I, O> entry) {
        return new OperationTable.Entry<>(entry.name(), entry.requestType(), new NotServed<>());
    }

    @Override
    public CompletionStage<O> handle(I request, RequestContext context) {
        return CompletableFuture.failedStage(ERROR.asException());
    }
}
