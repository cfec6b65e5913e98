package io.millrace.server.firehose.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.mapping.catalog.DeliveryDestination;
import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.Documents;

/**
 * What an update makes of a destination. To one of the same type it is merged, member by member: what is said replaces what was,
 * and what is not said stays. Only buckets within are merged in their turn. One of another type takes its place.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html">UpdateDestination</a>
 */
public final class DestinationMerge {

    private final Documents documents;

    public DestinationMerge(Documents documents) {
        this.documents = documents;
    }

    /** @throws io.millrace.server.operation.AwsException if the result is no whole configuration, or may not follow the current one */
    public DeliveryDestination of(DeliveryDestination current, DestinationType type, Record update) {
        DestinationType before = DestinationType.of(current);
        if (before != type && (before.isOpenSearch() || type.isOpenSearch())) {
            throw AwsError.invalidArgument("Changing the destination type from " + before.wireName() + " to "
                            + type.wireName() + " is not supported.")
                    .asException();
        }
        ObjectNode merged = before == type
                ? merged((ObjectNode) current.configuration(), documents.tree(update))
                : merged(Documents.parse("{}"), documents.tree(update));
        documents.record(type.configuration(), merged);
        DeliveryDestination result = new DeliveryDestination(type.wireName(), merged);
        if (before == type) {
            requireAllowed(current, result);
        }
        return result;
    }

    private static ObjectNode merged(ObjectNode configuration, ObjectNode update) {
        update.properties().forEach(member -> {
            String bucket = Members.OF_UPDATES.get(member.getKey());
            if (bucket == null) {
                configuration.set(member.getKey(), member.getValue());
            } else {
                JsonNode before = configuration.path(bucket);
                ObjectNode target = before instanceof ObjectNode structure ? structure : Documents.parse("{}");
                target.setAll((ObjectNode) member.getValue());
                configuration.set(bucket, target);
            }
        });
        return configuration;
    }

    private static void requireAllowed(DeliveryDestination before, DeliveryDestination after) {
        ObjectNode old = EffectiveConfiguration.of(before);
        ObjectNode now = EffectiveConfiguration.of(after);
        String backup = now.path("S3BackupMode").asText();
        boolean less = backup.equals("Disabled") || backup.startsWith("Failed");
        if (less && !old.path("S3BackupMode").asText().equals(backup)) {
            throw AwsError.invalidArgument("S3BackupMode cannot be changed back to " + backup + ".")
                    .asException();
        }
        if (isPartitioned(old) != isPartitioned(now)) {
            throw AwsError.invalidArgument(
                            "Enabling or disabling Dynamic Partitioning is not supported on an existing delivery stream.")
                    .asException();
        }
    }

    private static boolean isPartitioned(ObjectNode configuration) {
        return configuration
                .path("DynamicPartitioningConfiguration")
                .path("Enabled")
                .asBoolean(false);
    }
}
