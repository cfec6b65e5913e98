package io.millrace.firehose.orc;

import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.schema.Column;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcConf;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.impl.PhysicalFsWriter;
import org.apache.orc.impl.WriterImpl;
import org.apache.orc.impl.writer.WriterEncryptionVariant;

/** Puts ORC's writer together from the parts that do without a file system of Hadoop's. */
final class OrcWriters {

    /** What is compressed at a time: ZLIB looks back 32 KiB and Snappy 64, and every stream of a column has buffers of this size. */
    private static final int CHUNK = 64 << 10;

    /** It is written in logs; there is no such file. */
    private static final Path NAME = new Path("delivery.orc");

    private OrcWriters() {}

    static Writer open(Struct table, OrcOptions options, OutputStream out) throws IOException {
        TypeDescription schema = OrcSchema.of(table);
        OrcFile.WriterOptions writer = OrcFile.writerOptions(configuration(options))
                .setSchema(schema)
                .version(version(options.version()))
                .stripeSize(options.stripeBytes())
                .blockSize(options.blockBytes())
                .rowIndexStride(options.rowIndexStride())
                .blockPadding(options.padding())
                .paddingTolerance(options.paddingTolerance())
                .compress(compression(options.compression()))
                .bufferSize(chunk(schema, options))
                .enforceBufferSize()
                .bloomFilterColumns(bloomFilterColumns(table, options))
                .bloomFilterFpp(options.bloomFilterFalsePositiveProbability())
                .useUTCTimestamp(true)
                .setProlepticGregorian(true)
                .memory(new StripeMemory());
        FSDataOutputStream file = new FSDataOutputStream(new LastingStream(out), null);
        writer.physicalWriter(new PhysicalFsWriter(file, writer, new WriterEncryptionVariant[0]));
        return new WriterImpl(null, NAME, writer);
    }

    /** Less for a table of many columns, so that a stripe has some chunks of each. */
    private static int chunk(TypeDescription schema, OrcOptions options) {
        return WriterImpl.getEstimatedBufferSize(options.stripeBytes(), schema.getMaximumId() + 1, CHUNK);
    }

    /** For what has no method of its own. Nothing is read from files, as Hadoop does by itself. */
    private static Configuration configuration(OrcOptions options) {
        Configuration configuration = new Configuration(false);
        // by itself it looks at a stripe's size every 5,000 rows, however large they are: here after each batch
        OrcConf.ROWS_BETWEEN_CHECKS.setLong(configuration, 1);
        OrcConf.DICTIONARY_KEY_SIZE_THRESHOLD.setDouble(configuration, options.dictionaryKeyThreshold());
        return configuration;
    }

    /** A column that the schema of a registry does not have (yet) is no reason not to deliver. */
    private static String bloomFilterColumns(Struct table, OrcOptions options) {
        return table.columns().stream()
                .map(Column::name)
                .filter(options.bloomFilterColumns()::contains)
                .collect(Collectors.joining(","));
    }

    private static OrcFile.Version version(OrcOptions.Version version) {
        return switch (version) {
            case V0_11 -> OrcFile.Version.V_0_11;
            case V0_12 -> OrcFile.Version.V_0_12;
        };
    }

    private static CompressionKind compression(OrcOptions.Compression compression) {
        return switch (compression) {
            case NONE -> CompressionKind.NONE;
            case ZLIB -> CompressionKind.ZLIB;
            case SNAPPY -> CompressionKind.SNAPPY;
        };
    }
}
