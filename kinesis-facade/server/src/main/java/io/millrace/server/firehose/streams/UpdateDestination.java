package io.millrace.server.firehose.streams;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.concurrent.Failures;
import io.millrace.server.connect.ConnectAwayException;
import io.millrace.server.connect.Connectors;
import io.millrace.server.connect.NoConnect;
import io.millrace.server.firehose.connector.ConnectorProperties;
import io.millrace.server.firehose.destination.DestinationDescription;
import io.millrace.server.firehose.destination.DestinationMerge;
import io.millrace.server.firehose.destination.DestinationType;
import io.millrace.server.firehose.destination.ExtendedS3DestinationUpdate;
import io.millrace.server.firehose.destination.HttpEndpointDestinationUpdate;
import io.millrace.server.firehose.destination.IcebergDestinationUpdate;
import io.millrace.server.firehose.destination.OpenSearchDestinationUpdate;
import io.millrace.server.firehose.destination.OpenSearchServerlessDestinationUpdate;
import io.millrace.server.firehose.destination.S3DestinationUpdate;
import io.millrace.server.firehose.destination.SplunkDestinationUpdate;
import io.millrace.server.firehose.destination.Unsupported;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.firehose.lookup.DeliveryStreamLookup;
import io.millrace.server.firehose.shape.DestinationId;
import io.millrace.server.firehose.shape.VersionId;
import io.millrace.server.firehose.streams.GivenDestination.Member;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes down what the destination is to be, once Kafka Connect has nothing against it; the connector is given it afterwards, while the
 * delivery stream stays ACTIVE.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html">UpdateDestination</a>
 */
public final class UpdateDestination implements Operation<UpdateDestination.Request, UpdateDestination.Response> {

    private final DeliveryStreamLookup streams;
    private final Catalog catalog;
    private final DeliveryStreamArns arns;
    private final DestinationMerge merge;
    private final ConnectorProperties properties;
    private final Connectors connectors;
    private final boolean connected;
    private final Clock clock;

    /** @param connected whether there is a Kafka Connect to deliver */
    public UpdateDestination(
            DeliveryStreamLookup streams,
            Catalog catalog,
            DeliveryStreamArns arns,
            DestinationMerge merge,
            ConnectorProperties properties,
            Connectors connectors,
            boolean connected,
            Clock clock) {
        this.streams = streams;
        this.catalog = catalog;
        this.arns = arns;
        this.merge = merge;
        this.properties = properties;
        this.connectors = connectors;
        this.connected = connected;
        this.clock = clock;
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            VersionId currentDeliveryStreamVersionId,
            DestinationId destinationId,
            Optional<S3DestinationUpdate> s3DestinationUpdate,
            Optional<ExtendedS3DestinationUpdate> extendedS3DestinationUpdate,
            Optional<Unsupported> redshiftDestinationUpdate,
            Optional<OpenSearchDestinationUpdate> elasticsearchDestinationUpdate,
            Optional<OpenSearchDestinationUpdate> amazonopensearchserviceDestinationUpdate,
            Optional<SplunkDestinationUpdate> splunkDestinationUpdate,
            Optional<HttpEndpointDestinationUpdate> httpEndpointDestinationUpdate,
            Optional<OpenSearchServerlessDestinationUpdate> amazonOpenSearchServerlessDestinationUpdate,
            Optional<Unsupported> snowflakeDestinationUpdate,
            Optional<IcebergDestinationUpdate> icebergDestinationUpdate) {

        private GivenDestination destination() {
            return GivenDestination.of(List.of(
                    Member.of(DestinationType.EXTENDED_S3, s3DestinationUpdate),
                    Member.of(DestinationType.EXTENDED_S3, extendedS3DestinationUpdate),
                    Member.unsupported("Redshift", redshiftDestinationUpdate),
                    Member.of(DestinationType.ELASTICSEARCH, elasticsearchDestinationUpdate),
                    Member.of(DestinationType.OPENSEARCH, amazonopensearchserviceDestinationUpdate),
                    Member.of(DestinationType.SPLUNK, splunkDestinationUpdate),
                    Member.of(DestinationType.HTTP_ENDPOINT, httpEndpointDestinationUpdate),
                    Member.of(DestinationType.OPENSEARCH_SERVERLESS, amazonOpenSearchServerlessDestinationUpdate),
                    Member.unsupported("Snowflake", snowflakeDestinationUpdate),
                    Member.of(DestinationType.ICEBERG, icebergDestinationUpdate)));
        }
    }

    public record Response() {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        GivenDestination given = request.destination();
        DeliveryStreamFact wanted =
                updated(streams.activeIn(catalog.image(), request.deliveryStreamName()), request, given);
        if (!connected) {
            throw AwsError.invalidArgument(NoConnect.ADVICE).asException();
        }
        return connectors
                .validate(properties.of(wanted, arns.of(wanted.name())))
                .exceptionallyCompose(UpdateDestination::away)
                .thenCompose(wrong -> {
                    if (!wrong.isEmpty()) {
                        throw AwsError.invalidArgument(String.join(" ", wrong)).asException();
                    }
                    return catalog.change(image -> Decision.Outcome.of(
                            new Response(),
                            updated(streams.activeIn(image, request.deliveryStreamName()), request, given)));
                });
    }

    private static CompletionStage<List<String>> away(Throwable e) {
        return CompletableFuture.failedStage(
                Failures.cause(e) instanceof ConnectAwayException away
                        ? AwsError.serviceUnavailable(String.valueOf(away.getMessage()))
                                .asException()
                        : e);
    }

    private DeliveryStreamFact updated(DeliveryStreamFact stream, Request request, GivenDestination given) {
        String version = Integer.toString(stream.version());
        if (!version.equals(request.currentDeliveryStreamVersionId().value())) {
            throw new AwsError(
                            "ConcurrentModificationException",
                            400,
                            "Cannot update firehose: " + stream.name() + " since the current version id: " + version
                                    + " and specified version id: " + request.currentDeliveryStreamVersionId()
                                    + " do not match")
                    .asException();
        }
        if (!request.destinationId().value().equals(DestinationDescription.ID)) {
            throw AwsError.invalidArgument("Destination Id " + request.destinationId() + " not found")
                    .asException();
        }
        return stream.updated(merge.of(stream.destination(), given.type(), given.structure()), clock.instant());
    }
}
