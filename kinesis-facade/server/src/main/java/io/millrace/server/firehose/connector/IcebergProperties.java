package io.millrace.server.firehose.connector;

import io.millrace.server.config.FirehoseConfig;
import io.millrace.server.firehose.destination.DestinationTableConfiguration;
import io.millrace.server.firehose.destination.IcebergDestinationConfiguration;
import io.millrace.server.firehose.destination.IcebergS3BackupMode;
import io.millrace.server.firehose.destination.SchemaEvolutionConfiguration;
import io.millrace.server.firehose.destination.TableCreationConfiguration;
import io.millrace.server.firehose.shape.UnspacedText;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rows of Iceberg tables. Which catalog has them is in the settings: nobody is Glue here.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_IcebergDestinationConfiguration.html">IcebergDestinationConfiguration</a>
 */
record IcebergProperties(S3Properties s3, ProcessorProperties processors, FirehoseConfig.Iceberg config) {

    /** What parts names from each other in the connector's properties. */
    private static final Pattern SEPARATOR = Pattern.compile("[=+,]");

    private static final String CATALOG = "iceberg.catalog.";

    /** @param offsets what the tables call the offsets that they keep; another for each incarnation of a delivery stream */
    void add(IcebergDestinationConfiguration tables, String offsets, Properties properties) {
        if (config.catalog().isEmpty()) {
            throw refused("No catalog of Iceberg tables is known: set firehose.iceberg.catalog.type, and what else that"
                    + " catalog needs, such as firehose.iceberg.catalog.uri.");
        }
        if (tables.s3BackupMode()
                .filter(mode -> mode == IcebergS3BackupMode.AllData)
                .isPresent()) {
            throw refused("S3BackupMode of Iceberg destinations must be FailedDataOnly.");
        }
        boolean create = tables.tableCreationConfiguration()
                .filter(TableCreationConfiguration::enabled)
                .isPresent();
        properties.put("destination", "iceberg");
        config.catalog().forEach((key, value) -> properties.put(CATALOG + key, value));
        properties
                .put(CATALOG + "warehouse", tables.catalogConfiguration().warehouseLocation())
                .put("iceberg.offsets.name", offsets)
                .put("iceberg.append.only", tables.appendOnly())
                .put("iceberg.tables.create", create)
                .put(
                        "iceberg.schema.evolve",
                        tables.schemaEvolutionConfiguration().map(SchemaEvolutionConfiguration::enabled));
        list(tables.destinationTableConfigurationList().orElse(List.of()), create, properties);
        Hints.add(tables.bufferingHints(), properties);
        Hints.addRetries(tables.retryOptions(), properties);
        s3.add(tables.s3Configuration(), properties);
        processors.add(tables.processingConfiguration(), true, properties);
    }

    /** How a table is partitioned is of no matter to one that is there. */
    private static void list(List<DestinationTableConfiguration> tables, boolean create, Properties properties) {
        properties
                .put("iceberg.tables", joined(tables, table -> Optional.of(keys(table.uniqueKeys()))))
                .put(
                        "iceberg.tables.partitions",
                        joined(
                                create ? tables : List.of(),
                                table -> table.partitionSpec()
                                        .map(spec -> columns(spec.columns()))
                                        .filter(columns -> !columns.isEmpty())))
                .put(
                        "iceberg.error.prefixes",
                        joined(tables, table -> table.s3ErrorOutputPrefix().map(prefix -> "=" + prefix)));
    }

    /** Those that have something after their name. */
    private static String joined(
            List<DestinationTableConfiguration> tables,
            Function<DestinationTableConfiguration, Optional<String>> rest) {
        return Lists.joined(
                "DestinationTableConfigurationList",
                tables.stream()
                        .flatMap(table -> rest.apply(table).map(text -> name(table) + text).stream())
                        .toList());
    }

    private static String name(DestinationTableConfiguration table) {
        if (table.destinationDatabaseName().contains(".")
                || table.destinationTableName().contains(".")) {
            throw refused("A dot in DestinationDatabaseName or DestinationTableName is not supported.");
        }
        return table.destinationDatabaseName() + "." + table.destinationTableName();
    }

    private static String keys(Optional<List<UnspacedText>> columns) {
        return columns(columns.orElse(List.of()));
    }

    private static String columns(List<UnspacedText> columns) {
        columns.stream()
                .filter(column -> SEPARATOR.matcher(column.value()).find())
                .findFirst()
                .ifPresent(column -> {
                    throw refused("A plus sign, an equals sign or a comma in a column's name is not supported.");
                });
        return columns.isEmpty()
                ? ""
                : "="
                        + String.join(
                                "+", columns.stream().map(UnspacedText::value).toList());
    }

    private static AwsException refused(String message) {
        return AwsError.invalidArgument(message).asException();
    }
}
