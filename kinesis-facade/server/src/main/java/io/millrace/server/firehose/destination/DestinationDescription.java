package io.millrace.server.firehose.destination;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.mapping.catalog.DeliveryDestination;
import io.millrace.server.wire.Documents;
import java.util.List;

/**
 * A destination as it is shown: with what the service fills in, and without what it keeps to itself.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_DestinationDescription.html">DestinationDescription</a>
 */
public final class DestinationDescription {

    /** A delivery stream has one destination. */
    public static final String ID = "destinationId-000000000001";

    private static final List<String> OF_PLAIN_BUCKETS = List.of(
            "RoleARN",
            "BucketARN",
            "Prefix",
            "ErrorOutputPrefix",
            "BufferingHints",
            "CompressionFormat",
            "EncryptionConfiguration",
            "CloudWatchLoggingOptions");

    private DestinationDescription() {}

    public static ObjectNode of(DeliveryDestination destination) {
        ObjectNode described = described(EffectiveConfiguration.of(destination));
        ObjectNode all = Documents.parse("{}").put("DestinationId", ID);
        if (DestinationType.of(destination) == DestinationType.EXTENDED_S3) {
            all.set("S3DestinationDescription", described.deepCopy().retain(OF_PLAIN_BUCKETS));
        }
        all.set(destination.type() + "DestinationDescription", described);
        return all;
    }

    private static ObjectNode described(ObjectNode configuration) {
        ObjectNode described = Documents.parse("{}");
        configuration
                .properties()
                .forEach(member -> described.set(
                        Members.OF_DESCRIPTIONS.getOrDefault(member.getKey(), member.getKey()), member.getValue()));
        if (described.path("EndpointConfiguration") instanceof ObjectNode endpoint) {
            endpoint.remove("AccessKey");
        }
        if (described.path("VpcConfigurationDescription") instanceof ObjectNode vpc) {
            vpc.put("VpcId", "none");
        }
        return described;
    }
}
