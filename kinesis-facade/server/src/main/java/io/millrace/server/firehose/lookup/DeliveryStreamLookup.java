package io.millrace.server.firehose.lookup;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;

/** Finds the delivery stream that a request means, with the service's errors for what is not there. */
public final class DeliveryStreamLookup {

    private final Catalog catalog;
    private final DeliveryStreamArns arns;

    public DeliveryStreamLookup(Catalog catalog, DeliveryStreamArns arns) {
        this.catalog = catalog;
        this.arns = arns;
    }

    public DeliveryStreamFact find(DeliveryStreamName name) {
        return in(catalog.image(), name);
    }

    /** One of this image, for a decision: it may be newer than the image that this node holds. */
    public DeliveryStreamFact in(CatalogImage image, DeliveryStreamName name) {
        return image.deliveryStream(name).orElseThrow(() -> notFound(name));
    }

    public AwsException notFound(DeliveryStreamName name) {
        return AwsError.resourceNotFound("Firehose " + name + " under account " + arns.accountId() + " not found.")
                .asException();
    }

    /** One whose settings can change. */
    public DeliveryStreamFact activeIn(CatalogImage image, DeliveryStreamName name) {
        DeliveryStreamFact stream = in(image, name);
        if (!stream.isActive()) {
            throw AwsError.resourceInUse("Firehose " + name + " under account " + arns.accountId()
                            + " is not ACTIVE, instead in state " + stream.status() + ".")
                    .asException();
        }
        return stream;
    }
}
