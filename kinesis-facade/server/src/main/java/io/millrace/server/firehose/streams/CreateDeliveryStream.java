package io.millrace.server.firehose.streams;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.mapping.catalog.CatalogImage;
import io.millrace.mapping.catalog.DeliveryDestination;
import io.millrace.mapping.catalog.DeliveryStreamFact;
import io.millrace.server.catalog.Catalog;
import io.millrace.server.catalog.Decision;
import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.connect.NoConnect;
import io.millrace.server.firehose.connector.ConnectorProperties;
import io.millrace.server.firehose.destination.DestinationType;
import io.millrace.server.firehose.destination.ExtendedS3DestinationConfiguration;
import io.millrace.server.firehose.destination.HttpEndpointDestinationConfiguration;
import io.millrace.server.firehose.destination.IcebergDestinationConfiguration;
import io.millrace.server.firehose.destination.OpenSearchDestinationConfiguration;
import io.millrace.server.firehose.destination.OpenSearchServerlessDestinationConfiguration;
import io.millrace.server.firehose.destination.S3DestinationConfiguration;
import io.millrace.server.firehose.destination.SplunkDestinationConfiguration;
import io.millrace.server.firehose.destination.Unsupported;
import io.millrace.server.firehose.encryption.EncryptionInput;
import io.millrace.server.firehose.lookup.DeliveryStreamArns;
import io.millrace.server.firehose.lookup.DeliveryStreamType;
import io.millrace.server.firehose.shape.KinesisStreamArn;
import io.millrace.server.firehose.shape.MskClusterArn;
import io.millrace.server.firehose.shape.MskTopicName;
import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.firehose.streams.GivenDestination.Member;
import io.millrace.server.firehose.tags.Tag;
import io.millrace.server.firehose.tags.Tags;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.Operation;
import io.millrace.server.operation.RequestContext;
import io.millrace.server.wire.Documents;
import io.millrace.server.wire.Length;
import io.millrace.server.wire.Range;
import io.millrace.server.wire.Wire;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Writes down that the delivery stream is to be; its topic and its connector are made while it is CREATING.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html">CreateDeliveryStream</a>
 */
public final class CreateDeliveryStream
        implements Operation<CreateDeliveryStream.Request, CreateDeliveryStream.Response> {

    private final Catalog catalog;
    private final DeliveryStreamArns arns;
    private final ConnectorProperties properties;
    private final Documents documents;
    private final FirehoseConfig config;
    private final boolean connected;
    private final Clock clock;
    private final Sources sources;

    /** @param connected whether there is a Kafka Connect to deliver */
    public CreateDeliveryStream(
            Catalog catalog,
            DeliveryStreamArns arns,
            ConnectorProperties properties,
            Documents documents,
            FirehoseConfig config,
            boolean connected,
            Clock clock) {
        this.catalog = catalog;
        this.arns = arns;
        this.properties = properties;
        this.documents = documents;
        this.config = config;
        this.connected = connected;
        this.clock = clock;
        this.sources = new Sources(catalog, config);
    }

    public record Request(
            DeliveryStreamName deliveryStreamName,
            Optional<DeliveryStreamType> deliveryStreamType,
            Optional<DirectPutSourceConfiguration> directPutSourceConfiguration,
            Optional<KinesisStreamSourceConfiguration> kinesisStreamSourceConfiguration,
            Optional<EncryptionInput> deliveryStreamEncryptionConfigurationInput,
            Optional<S3DestinationConfiguration> s3DestinationConfiguration,
            Optional<ExtendedS3DestinationConfiguration> extendedS3DestinationConfiguration,
            Optional<Unsupported> redshiftDestinationConfiguration,
            Optional<OpenSearchDestinationConfiguration> elasticsearchDestinationConfiguration,
            Optional<OpenSearchDestinationConfiguration> amazonopensearchserviceDestinationConfiguration,
            Optional<SplunkDestinationConfiguration> splunkDestinationConfiguration,
            Optional<HttpEndpointDestinationConfiguration> httpEndpointDestinationConfiguration,
            @Length(min = 1, max = 50) Optional<List<Tag>> tags,
            Optional<OpenSearchServerlessDestinationConfiguration> amazonOpenSearchServerlessDestinationConfiguration,
            @Wire("MSKSourceConfiguration") Optional<MskSourceConfiguration> mskSourceConfiguration,
            Optional<Unsupported> snowflakeDestinationConfiguration,
            Optional<IcebergDestinationConfiguration> icebergDestinationConfiguration,
            Optional<Unsupported> databaseSourceConfiguration) {

        private GivenDestination destination() {
            return GivenDestination.of(List.of(
                    Member.of(DestinationType.EXTENDED_S3, s3DestinationConfiguration),
                    Member.of(DestinationType.EXTENDED_S3, extendedS3DestinationConfiguration),
                    Member.unsupported("Redshift", redshiftDestinationConfiguration),
                    Member.of(DestinationType.ELASTICSEARCH, elasticsearchDestinationConfiguration),
                    Member.of(DestinationType.OPENSEARCH, amazonopensearchserviceDestinationConfiguration),
                    Member.of(DestinationType.SPLUNK, splunkDestinationConfiguration),
                    Member.of(DestinationType.HTTP_ENDPOINT, httpEndpointDestinationConfiguration),
                    Member.of(
                            DestinationType.OPENSEARCH_SERVERLESS, amazonOpenSearchServerlessDestinationConfiguration),
                    Member.unsupported("Snowflake", snowflakeDestinationConfiguration),
                    Member.of(DestinationType.ICEBERG, icebergDestinationConfiguration)));
        }
    }

    public record DirectPutSourceConfiguration(
            @Wire("ThroughputHintInMBs") @Range(min = 1, max = 100)
            Integer throughputHintInMBs) {}

    public record KinesisStreamSourceConfiguration(KinesisStreamArn kinesisStreamARN, RoleArn roleARN) {}

    public record MskSourceConfiguration(
            @Wire("MSKClusterARN") MskClusterArn mskClusterARN,
            MskTopicName topicName,
            AuthenticationConfiguration authenticationConfiguration,
            Optional<Instant> readFromTimestamp) {}

    public record AuthenticationConfiguration(RoleArn roleARN, Connectivity connectivity) {}

    /** Kept and shown: there is one Kafka here. */
    public enum Connectivity {
        PUBLIC,
        PRIVATE
    }

    public record Response(String deliveryStreamARN) {}

    @Override
    public CompletionStage<Response> handle(Request request, RequestContext context) {
        DeliveryStreamFact stream = toFact(request);
        String arn = arns.of(stream.name());
        properties.of(stream, arn);
        if (!connected) {
            throw AwsError.invalidArgument(NoConnect.ADVICE).asException();
        }
        return catalog.change(image -> decide(image, stream, new Response(arn)));
    }

    private DeliveryStreamFact toFact(Request request) {
        String incarnation = UUID.randomUUID().toString().substring(0, 8);
        GivenDestination given = request.destination();
        DeliveryStreamFact stream = DeliveryStreamFact.creating(
                request.deliveryStreamName(),
                incarnation,
                clock.instant(),
                sources.of(request, incarnation),
                new DeliveryDestination(given.type().wireName(), documents.tree(given.structure())));
        DeliveryStreamFact tagged =
                stream.withTags(Tags.merged(Map.of(), request.tags().orElse(List.of())));
        return request.deliveryStreamEncryptionConfigurationInput()
                .map(input -> tagged.withEncryption(input.granted(stream)))
                .orElse(tagged);
    }

    private Decision.Outcome<Response> decide(CatalogImage image, DeliveryStreamFact stream, Response response) {
        if (image.deliveryStream(stream.name()).isPresent()) {
            throw AwsError.resourceInUse(
                            "Firehose " + stream.name() + " under accountId " + arns.accountId() + " already exists")
                    .asException();
        }
        if (image.deliveryStreams().size() >= config.deliveryStreamLimit()) {
            throw AwsError.limitExceeded("You have already consumed your firehose quota of "
                            + config.deliveryStreamLimit() + " hoses.")
                    .asException();
        }
        return Decision.Outcome.of(response, stream);
    }
}
