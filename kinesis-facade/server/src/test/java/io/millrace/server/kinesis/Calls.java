package io.millrace.server.kinesis;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/** Calls operations as the dispatcher does. */
public final class Calls {

    private static final RequestContext CONTEXT =
            new RequestContext("request-1", RequestContext.ANONYMOUS, Instant.EPOCH);

    private Calls() {}

    public static <I extends Record, O> O call(Operation<I, O> operation, I request) {
        return operation.handle(request, CONTEXT).toCompletableFuture().join();
    }

    /** What a client is told when the call fails. */
    public static <I extends Record> AwsError refusal(Operation<I, ?> operation, I request) {
        return refusal(() -> call(operation, request));
    }

    public static AwsError refusal(Runnable call) {
        Throwable thrown = catchThrowable(call::run);
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause instanceof AwsException e) {
            return e.error();
        }
        throw new AssertionError("not refused", thrown);
    }
}
