package io.millrace.firehose.format.parquet;

import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.JsonRules;
import io.millrace.firehose.format.schema.SchemaSource;
import java.io.IOException;
import java.io.OutputStream;

/** JSON records as rows of a Parquet file. A file keeps the schema that it began with. */
public record ParquetFormat(SchemaSource schema, JsonRules rules, ParquetOptions options) implements RecordFormat {

    @Override
    public RecordEncoder open(OutputStream out) throws IOException {
        ColumnType.Struct table = schema.current();
        return new ParquetEncoder(rules.bind(table), table, options, new PositionStream(out));
    }

    @Override
    public String extension() {
        return ".parquet";
    }
}
