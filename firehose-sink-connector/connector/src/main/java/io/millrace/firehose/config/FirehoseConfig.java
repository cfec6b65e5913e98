package io.millrace.firehose.config;

import io.millrace.firehose.error.DataCatalogTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * All that is configured.
 *
 * @param kinesis if transforms are told where records are in their Kinesis streams
 * @param s3 the destination, or where another destination's failed records go
 * @param backup if all source records are kept
 * @param table that records are converted for, if they are, as error records tell of it
 */
public record FirehoseConfig(
        StreamSettings stream,
        Optional<KinesisSettings> kinesis,
        DestinationSettings destination,
        BufferSettings buffer,
        MemorySettings memory,
        S3Output s3,
        Optional<BackupSettings> backup,
        ProcessingSettings processing,
        Optional<TransformSettings> transform,
        PartitioningSettings partitioning,
        FormatSettings format,
        Optional<DataCatalogTable> table) {

    /** For {@code Connector.config}. */
    public static ConfigDef definition() {
        return Options.DEFINITION;
    }

    /** For {@code Connector.validate}: every key with its value and what is wrong with it. Reads nothing but the schema file, and looks for the spill folder. */
    public static Config validate(Map<String, String> properties) {
        return Options.validate(properties);
    }

    /** @throws ConfigException with all that {@link #validate} finds */
    public static FirehoseConfig of(Map<String, String> properties) {
        List<String> faults = validate(properties).configValues().stream()
                .flatMap(value -> value.errorMessages().stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new ConfigException(String.join("; ", faults));
        }
        Values values = Options.values(properties);
        return new FirehoseConfig(
                StreamOptions.read(values),
                KinesisOptions.read(values),
                DestinationOptions.read(values),
                BufferOptions.read(values),
                MemoryOptions.read(values),
                S3Options.read(values),
                BackupOptions.read(values),
                ProcessingOptions.read(values),
                TransformOptions.read(values),
                PartitioningOptions.read(values),
                FormatOptions.read(values),
                CatalogTableOptions.read(values));
    }
}
