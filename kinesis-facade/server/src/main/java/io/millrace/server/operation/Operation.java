package io.millrace.server.operation;

import java.util.concurrent.CompletionStage;

/**
 * One API action. An implementation is a final class that holds its own {@code Request} and {@code Response} records.
 *
 * <p>The components of a request are the members of the service's input shape, in the order in which the service reports
 * violations; a component that is not an {@link java.util.Optional} is a required member. The components of a response are
 * the members of the output shape; an empty {@code Optional} is left out.
 *
 * @param <I> the request, a record
 * @param <O> the response: a record, {@link Empty} for an operation without output, or an {@link EventStream}
 */
public interface Operation<I extends Record, O> {

    /**
     * Carries the action out. Neither blocks for long nor throws for long-running work: slow work completes the stage.
     *
     * @throws AwsException (or completes the stage with one) for every error that a client is meant to see
     */
    CompletionStage<O> handle(I request, RequestContext context);
}
