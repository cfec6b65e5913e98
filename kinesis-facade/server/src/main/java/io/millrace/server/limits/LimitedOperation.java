package io.millrace.server.limits;

import io.millrace.mapping.StreamName;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An operation that is refused when it is called too often. */
record LimitedOperation<I extends Record, O>(
        Operation<I, O> operation, RequestedStream requestedStream, List<CallLimit> limits) implements Operation<I, O> {

    @Override
    public CompletionStage<O> handle(I request, RequestContext context) {
        Optional<StreamName> stream = requestedStream.of(request);
        limits.forEach(limit -> limit.tryCall(stream).ifPresent(AwsError::raise));
        return operation.handle(request, context).whenComplete((response, e) -> {
            if (e == null) {
                limits.forEach(limit -> limit.succeeded(stream));
            }
        });
    }
}
