package io.millrace.firehose.orc;

import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.JsonRules;
import io.millrace.firehose.format.schema.SchemaSource;
import java.io.IOException;
import java.io.OutputStream;

/** JSON records as rows of an ORC file. A file keeps the schema that it began with. */
record OrcFormat(SchemaSource schema, JsonRules rules, OrcOptions options) implements RecordFormat {

    @Override
    public RecordEncoder open(OutputStream out) throws IOException {
        ColumnType.Struct table = schema.current();
        return new OrcEncoder(rules.bind(table), table, OrcWriters.open(table, options, out));
    }

    @Override
    public String extension() {
        return ".orc";
    }
}
