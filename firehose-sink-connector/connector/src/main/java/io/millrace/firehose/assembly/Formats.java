package io.millrace.firehose.assembly;

import io.millrace.firehose.config.FormatSettings;
import io.millrace.firehose.config.SchemaFile;
import io.millrace.firehose.format.JsonLinesFormat;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.VerbatimFormat;
import io.millrace.firehose.format.orc.OrcProvider;
import io.millrace.firehose.format.parquet.ParquetFormat;
import io.millrace.firehose.format.schema.AvroColumns;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.HiveJson;
import io.millrace.firehose.format.schema.JsonRules;
import io.millrace.firehose.format.schema.SchemaSource;
import io.millrace.firehose.registry.RegistryException;
import io.millrace.firehose.registry.RegistrySchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.errors.ConnectException;

/** The format of files that records go to. */
final class Formats {

    private Formats() {}

    /** @param keep what is to be closed when the task ends */
    static RecordFormat of(FormatSettings settings, Consumer<AutoCloseable> keep) {
        if (settings instanceof FormatSettings.Parquet parquet) {
            return new ParquetFormat(schema(parquet.schema(), keep), rules(parquet.rules()), parquet.options());
        }
        if (settings instanceof FormatSettings.Orc orc) {
            return OrcProvider.find()
                    .orElseThrow(() -> new ConfigException("format: " + OrcProvider.MISSING))
                    .format(schema(orc.schema(), keep), rules(orc.rules()), orc.options());
        }
        return settings instanceof FormatSettings.JsonLines ? new JsonLinesFormat() : new VerbatimFormat();
    }

    private static SchemaSource schema(FormatSettings.Schema settings, Consumer<AutoCloseable> keep) {
        if (settings instanceof FormatSettings.Schema.InFile in) {
            ColumnType.Struct table = read(in.file());
            return () -> table;
        }
        FormatSettings.Schema.InRegistry in = (FormatSettings.Schema.InRegistry) settings;
        try {
            RegistrySchemas schemas = RegistrySchemas.open(
                    in.url(), in.subject(), in.authorization().map(Password::value), in.refresh());
            keep.accept(schemas);
            return schemas;
        } catch (RegistryException e) {
            throw new ConnectException(e.getMessage(), e);
        }
    }

    private static ColumnType.Struct read(Path file) {
        try {
            return AvroColumns.parse(SchemaFile.read(file));
        } catch (IOException e) {
            throw new ConfigException("format.schema.file: " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static JsonRules rules(FormatSettings.Rules settings) {
        if (settings instanceof FormatSettings.Rules.OpenX openX) {
            return openX.rules();
        }
        return new HiveJson(((FormatSettings.Rules.Hive) settings).timestampFormats());
    }
}
