package io.millrace.server.kinesis.policies;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ResourceFact;
import io.millrace.server.auth.ResourcePolicy;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 */
public final class PutResourcePolicy implements Operation<PutResourcePolicy.Request, Empty> {

    private final ResourceLookup resources;
    private final Catalog catalog;

    public PutResourcePolicy(ResourceLookup resources, Catalog catalog) {
        this.resources = resources;
        this.catalog = catalog;
    }

    public record Request(ResourceArn resourceARN, Optional<StreamId> streamId, String policy) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        return catalog.change(image -> decide(image, request));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, Request request) {
        ResourceFact resource = resources.readyIn(image, request.resourceARN());
        ResourcePolicy policy =
                ResourcePolicy.parse(request.policy(), request.resourceARN().value());
        return Decision.Outcome.of(new Empty(), resource.withPolicy(Optional.of(policy.document())));
    }
}
