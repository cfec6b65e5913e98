package io.millrace.dynamodb;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.pipeline.ErrorHandler;
import org.jspecify.annotations.Nullable;

/** What passes was waited out where it happened; what comes here is an operator's, and the task fails. */
final class TaskErrors extends ErrorHandler {

    TaskErrors(DynamoDbConnectorConfig config, ChangeEventQueue<?> queue, @Nullable ErrorHandler replaced) {
        super(DynamoDbConnector.class, config, queue, replaced);
    }

    @Override
    protected boolean isRetriable(Throwable throwable) {
        return false;
    }
}
