package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.Prefix;
import io.millrace.server.firehose.shape.UnspacedText;
import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.List;
import java.util.Optional;

/** A table, and by which columns its rows are updated and deleted. */
public record DestinationTableConfiguration(
        @Length(min = 1, max = 255) @Matches("[a-zA-Z0-9\\.\\_]+")
        String destinationTableName,

        @Length(min = 1, max = 255) @Matches("[a-zA-Z0-9\\.\\_]+")
        String destinationDatabaseName,

        Optional<List<UnspacedText>> uniqueKeys,
        Optional<PartitionSpec> partitionSpec,
        Optional<Prefix> s3ErrorOutputPrefix) {

    /** How a table is partitioned that is made. */
    public record PartitionSpec(Optional<List<PartitionField>> identity) {

        /** The columns, in their order. */
        public List<UnspacedText> columns() {
            return identity.orElse(List.of()).stream()
                    .map(PartitionField::sourceName)
                    .toList();
        }
    }

    public record PartitionField(UnspacedText sourceName) {}
}
