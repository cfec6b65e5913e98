package io.millrace.server.kinesis.policies;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ResourceFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.kinesis.consumers.ResourceLookup;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Empty;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DeleteResourcePolicy.html">DeleteResourcePolicy</a>
 */
public final class DeleteResourcePolicy implements Operation<DeleteResourcePolicy.Request, Empty> {

    private final ResourceLookup resources;
    private final Catalog catalog;

    public DeleteResourcePolicy(ResourceLookup resources, Catalog catalog) {
        this.resources = resources;
        this.catalog = catalog;
    }

    public record Request(ResourceArn resourceARN, Optional<StreamId> streamId) {}

    @Override
    public CompletionStage<Empty> handle(Request request, RequestContext context) {
        return catalog.change(image -> decide(image, request.resourceARN()));
    }

    private Decision.Outcome<Empty> decide(CatalogImage image, ResourceArn arn) {
        ResourceFact resource = resources.readyIn(image, arn);
        if (resource.policy().isEmpty()) {
            throw AwsError.resourceNotFound("No resource policy found for resource ARN " + arn + ".")
                    .asException();
        }
        return Decision.Outcome.of(new Empty(), resource.withPolicy(Optional.empty()));
    }
}
