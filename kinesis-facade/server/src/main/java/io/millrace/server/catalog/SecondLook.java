package io.millrace.server.catalog;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.operation.AwsException;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * An operation that does not find something looks once more, in the newest catalog: another node may have made it a moment
 * ago, for the same client, and this node not have read of it.
 *
 * @param alone whether there is no other node
 * @param executor where the second look is taken
 */
public record SecondLook<I extends Record, O>(
        Operation<I, O> operation, Catalog catalog, BooleanSupplier alone, Executor executor)
        implements Operation<I, O> {

    private static final String NOT_FOUND = "ResourceNotFoundException";

    @Override
    public CompletionStage<O> handle(I request, RequestContext context) {
        CatalogImage before = catalog.image();
        return attempt(request, context)
                .exceptionallyCompose(e -> isNotFound(e) && !alone.getAsBoolean()
                        ? again(request, context, before, e)
                        : CompletableFuture.failedStage(e));
    }

    private CompletionStage<O> attempt(I request, RequestContext context) {
        try {
            return operation.handle(request, context);
        } catch (AwsException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static boolean isNotFound(Throwable e) {
        return Failures.cause(e) instanceof AwsException refused
                && refused.error().code().equals(NOT_FOUND);
    }

    private CompletionStage<O> again(I request, RequestContext context, CatalogImage before, Throwable first) {
        return catalog.readToEnd()
                .exceptionally(e -> before)
                .thenComposeAsync(
                        now -> now.namesTheSameAs(before)
                                ? CompletableFuture.failedStage(first)
                                : attempt(request, context),
                        executor);
    }
}
