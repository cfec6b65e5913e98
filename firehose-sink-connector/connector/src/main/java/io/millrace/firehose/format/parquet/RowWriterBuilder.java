package io.millrace.firehose.format.parquet;

import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.Row;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;

/** Puts Parquet's writer together from the parts that do without Hadoop. */
final class RowWriterBuilder extends ParquetWriter.Builder<Row, RowWriterBuilder> {

    private final ColumnType.Struct table;

    RowWriterBuilder(ColumnType.Struct table, ParquetOptions options, PositionStream out) {
        super(out);
        this.table = table;
        withConf(new PlainParquetConfiguration());
        withCodecFactory(new PageCodecs());
        withCompressionCodec(options.codec().parquetName());
        withRowGroupSize(options.blockBytes());
        withPageSize(options.pageBytes());
        withDictionaryEncoding(options.dictionary());
        withMaxPaddingSize(options.maxPaddingBytes());
        withWriterVersion(options.version().parquetName());
    }

    @Override
    protected RowWriterBuilder self() {
        return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration hadoop) {
        throw new UnsupportedOperationException("Hadoop");
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
        return new RowWriteSupport(table);
    }
}
