package io.millrace.firehose.assembly;

import io.millrace.firehose.config.FormatSettings;
import io.millrace.firehose.format.JsonLinesFormat;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.VerbatimFormat;
import io.millrace.firehose.format.parquet.ParquetFormat;
import io.millrace.firehose.format.schema.AvroColumns;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.HiveJson;
import io.millrace.firehose.format.schema.JsonRules;
import io.millrace.firehose.format.schema.SchemaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;

/** The format of files that records go to. */
final class Formats {

    private Formats() {}

    static RecordFormat of(FormatSettings settings) {
        if (settings instanceof FormatSettings.Parquet parquet) {
            return new ParquetFormat(schema(parquet.schema()), rules(parquet.rules()), parquet.options());
        }
        if (settings instanceof FormatSettings.Orc) {
            throw new ConfigException("format: orc is not supported yet: write parquet");
        }
        return settings instanceof FormatSettings.JsonLines ? new JsonLinesFormat() : new VerbatimFormat();
    }

    private static SchemaSource schema(FormatSettings.Schema settings) {
        if (settings instanceof FormatSettings.Schema.InFile in) {
            ColumnType.Struct table = read(in.file());
            return () -> table;
        }
        throw new ConfigException("format.schema.registry.url: not supported yet: write format.schema.file");
    }

    private static ColumnType.Struct read(Path file) {
        try {
            return AvroColumns.parse(Files.readString(file));
        } catch (IOException e) {
            throw new ConfigException("format.schema.file: " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static JsonRules rules(FormatSettings.Rules settings) {
        if (settings instanceof FormatSettings.Rules.OpenX openX) {
            return openX.rules();
        }
        FormatSettings.Rules.Hive hive = (FormatSettings.Rules.Hive) settings;
        try {
            return new HiveJson(hive.timestampFormats());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("format.hive.timestamp.formats: " + e.getMessage()
                    + ": write, for example, millis,yyyy-MM-dd'T'HH:mm:ssZ");
        }
    }
}
