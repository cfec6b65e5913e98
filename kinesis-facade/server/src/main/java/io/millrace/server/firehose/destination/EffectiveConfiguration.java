package io.millrace.server.firehose.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.mapping.catalog.DeliveryDestination;
import io.millrace.server.wire.Documents;

/** A destination's configuration with everything filled in that the service fills in. */
public final class EffectiveConfiguration {

    private static final ObjectNode OF_BUCKETS = Documents.parse("""
            {"BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 300}, "CompressionFormat": "UNCOMPRESSED",
             "EncryptionConfiguration": {"NoEncryptionConfig": "NoEncryption"},
             "CloudWatchLoggingOptions": {"Enabled": false}}""");

    /** Columns need more room: the service's least size is 64 MiB there. */
    private static final ObjectNode OF_COLUMNS =
            Documents.parse("{\"BufferingHints\": {\"SizeInMBs\": 128, \"IntervalInSeconds\": 300}}");

    private EffectiveConfiguration() {}

    public static ObjectNode of(DeliveryDestination destination) {
        DestinationType type = DestinationType.of(destination);
        ObjectNode configuration = (ObjectNode) destination.configuration();
        fill(configuration, type.defaults());
        if (type == DestinationType.EXTENDED_S3) {
            if (configuration
                    .path("DataFormatConversionConfiguration")
                    .path("Enabled")
                    .asBoolean(configuration.has("DataFormatConversionConfiguration"))) {
                fill(configuration, OF_COLUMNS);
            }
            fill(configuration, OF_BUCKETS);
        }
        fillBucket(configuration, Members.BUCKET);
        fillBucket(configuration, Members.BACKUP);
        return configuration;
    }

    private static void fillBucket(ObjectNode configuration, String member) {
        JsonNode bucket = configuration.get(member);
        if (bucket instanceof ObjectNode structure) {
            fill(structure, OF_BUCKETS);
        }
    }

    private static void fill(ObjectNode configuration, ObjectNode defaults) {
        defaults.properties().forEach(member -> {
            JsonNode present = configuration.get(member.getKey());
            if (present == null) {
                configuration.set(member.getKey(), member.getValue().deepCopy());
            } else if (present instanceof ObjectNode structure
                    && member.getValue() instanceof ObjectNode within
                    && !member.getKey().equals("EncryptionConfiguration")) {
                fill(structure, within);
            }
        });
    }
}
