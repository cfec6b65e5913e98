package io.millrace.firehose.format.parquet;

import io.millrace.firehose.format.RecordEncoder;
import io.millrace.firehose.format.Records;
import io.millrace.firehose.format.schema.Column;
import io.millrace.firehose.format.schema.ColumnType.Scalar;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import io.millrace.firehose.format.schema.OpenXJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes a file; run by {@link WithoutHadoop}. */
public final class OneRowFile implements Callable<byte[]> {

    @Override
    public byte[] call() throws Exception {
        Struct table = new Struct(List.of(new Column("id", Scalar.LONG, false)));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (RecordEncoder encoder =
                new ParquetFormat(() -> table, OpenXJson.DEFAULT, ParquetOptions.DEFAULT).open(file)) {
            encoder.write(Records.record("{\"id\":42}"));
            encoder.finish();
        }
        return file.toByteArray();
    }
}
