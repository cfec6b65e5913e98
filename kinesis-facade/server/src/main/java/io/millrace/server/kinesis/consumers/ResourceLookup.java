package io.millrace.server.kinesis.consumers;

import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.ConsumerFact;
import io.millrace.mapping.catalog.ConsumerStatus;
import io.millrace.mapping.catalog.ResourceFact;
import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kinesis.Arns;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.streams.StreamLookup;
import io.millrace.server.operation.AwsError;

/** Finds the stream or the consumer that a ResourceARN names. */
public final class ResourceLookup {

    private final StreamLookup streams;
    private final ConsumerLookup consumers;
    private final Arns arns;

    public ResourceLookup(StreamLookup streams, ConsumerLookup consumers, Arns arns) {
        this.streams = streams;
        this.consumers = consumers;
        this.arns = arns;
    }

    public ResourceFact in(CatalogImage image, ResourceArn arn) {
        Arns.Resource resource = arns.parse(arn.value())
                .orElseThrow(() -> AwsError.invalidArgument(
                                "ResourceARN " + arn + " is neither a stream's nor a consumer's.")
                        .asException());
        return ConsumerLookup.named(resource)
                .<ResourceFact>map(named -> consumers.in(image, named))
                .orElseGet(() -> streams.in(image, resource.stream()).fact());
    }

    /**
     * One whose tags may change: a consumer at any time, a stream from ACTIVE on.
     *
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
     */
    public ResourceFact taggableIn(CatalogImage image, ResourceArn arn) {
        ResourceFact resource = in(image, arn);
        if (resource instanceof StreamFact stream) {
            streams.requireReady(stream);
        }
        return resource;
    }

    /** One that is neither being made nor going. */
    public ResourceFact readyIn(CatalogImage image, ResourceArn arn) {
        ResourceFact resource = in(image, arn);
        if (resource instanceof StreamFact stream) {
            streams.requireReady(stream);
        } else if (resource instanceof ConsumerFact consumer && consumer.status() != ConsumerStatus.ACTIVE) {
            throw consumers.notActive(consumer);
        }
        return resource;
    }
}
