package io.millrace.server.reshard;

import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.concurrent.CompletionStage;

/**
 * An operation that is refused while this node does not hold its lease: what it knows of streams may be old, and what it would read from
 * a shard may lie behind an end that it has not heard of.
 */
public record LeaseNeeded<I extends Record, O>(Operation<I, O> operation, Lease lease) implements Operation<I, O> {

    @Override
    public CompletionStage<O> handle(I request, RequestContext context) {
        if (!lease.isHeld()) {
            throw AwsError.serviceUnavailable("This node has lost touch with its cluster. Please try again.")
                    .asException();
        }
        return operation.handle(request, context);
    }
}
