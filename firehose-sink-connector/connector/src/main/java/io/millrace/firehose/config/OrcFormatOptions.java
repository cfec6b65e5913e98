package io.millrace.firehose.config;

import io.millrace.firehose.format.orc.OrcOptions;
import io.millrace.firehose.format.orc.OrcOptions.Compression;
import io.millrace.firehose.format.orc.OrcOptions.Version;
import io.millrace.firehose.format.schema.Column;
import io.millrace.firehose.format.schema.ColumnType.Struct;
import java.util.List;

/** How ORC files are laid out; the artifact that is for them writes them. */
final class OrcFormatOptions implements OptionGroup {

    static final String STRIPE = "format.orc.stripe.mib";
    static final String BLOCK = "format.orc.block.mib";
    static final String STRIDE = "format.orc.row.index.stride";
    static final String PADDING = "format.orc.padding";
    static final String PADDING_TOLERANCE = "format.orc.padding.tolerance";
    static final String COMPRESSION = "format.orc.compression";
    static final String BLOOM_COLUMNS = "format.orc.bloom.filter.columns";
    static final String BLOOM_PROBABILITY = "format.orc.bloom.filter.false.positive.probability";
    static final String DICTIONARY_THRESHOLD = "format.orc.dictionary.key.threshold";
    static final String VERSION = "format.orc.version";

    private static final Choice<Compression> COMPRESSIONS = Choice.of(Compression.values(), Compression::name);
    private static final Choice<Version> VERSIONS = Choice.of(Version.values(), Version::name);

    @Override
    public String name() {
        return "ORC";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.whole(
                                STRIPE,
                                "Stripe (MiB)",
                                "The size of a stripe. It is in memory until it is written: write less where many files are"
                                        + " open in one task.")
                        .defaultsTo((int) (OrcOptions.DEFAULT.stripeBytes() >> 20))
                        .atLeast(8)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.whole(BLOCK, "Block (MiB)", "The size of the blocks that stripes are padded to.")
                        .defaultsTo((int) (OrcOptions.DEFAULT.blockBytes() >> 20))
                        .atLeast(64)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.whole(STRIDE, "Row index stride", "How many rows there are between entries of the index.")
                        .defaultsTo(OrcOptions.DEFAULT.rowIndexStride())
                        .atLeast(1000)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.flag(
                                PADDING,
                                "Padding",
                                "Whether stripes are padded to blocks, for files that are copied to HDFS.")
                        .defaultsTo(OrcOptions.DEFAULT.padding())
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.decimal(
                                PADDING_TOLERANCE,
                                "Padding tolerance",
                                "The most that may be padding, as a fraction of a stripe.")
                        .defaultsTo(OrcOptions.DEFAULT.paddingTolerance())
                        .within(0, 1)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.text(COMPRESSION, "Stream compression", "The compression of columns.")
                        .defaultsTo(OrcOptions.DEFAULT.compression().name())
                        .oneOf(COMPRESSIONS)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC),
                Option.list(
                                BLOOM_COLUMNS,
                                "Bloom filter columns",
                                "The columns that have Bloom filters, unless the version is V0_11, which has none.")
                        .defaultsTo(List.of())
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.decimal(
                                BLOOM_PROBABILITY,
                                "False positives",
                                "How likely a Bloom filter says that a value is there which is not. With columns that have"
                                        + " filters it is more than 0 and less than 1.")
                        .defaultsTo(OrcOptions.DEFAULT.bloomFilterFalsePositiveProbability())
                        .within(0, 1)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.decimal(
                                DICTIONARY_THRESHOLD,
                                "Dictionary threshold",
                                "A column of strings is written with a dictionary if its distinct values are at most this"
                                        + " fraction of all: 0 never, 1 always.")
                        .defaultsTo(OrcOptions.DEFAULT.dictionaryKeyThreshold())
                        .within(0, 1)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low(),
                Option.text(VERSION, "Version", "The version of encodings.")
                        .defaultsTo(OrcOptions.DEFAULT.version().name())
                        .oneOf(VERSIONS)
                        .when(FormatOptions.FORMAT, FormatOptions.ORC)
                        .low());
    }

    @Override
    public void check(Values values) {
        double probability = values.number(BLOOM_PROBABILITY).orElseThrow();
        if (!values.list(BLOOM_COLUMNS).isEmpty() && (probability <= 0 || probability >= 1)) {
            values.fault(BLOOM_PROBABILITY, "no filter is so: write more than 0 and less than 1");
        }
    }

    /** Of a schema that does not change. */
    static void checkColumns(Values values, Struct table) {
        List<String> columns = table.columns().stream().map(Column::name).toList();
        for (String column : values.list(BLOOM_COLUMNS)) {
            if (!columns.contains(column)) {
                values.fault(BLOOM_COLUMNS, "there is no column " + column + ": write of " + String.join(",", columns));
            }
        }
    }

    static OrcOptions read(Values values) {
        return new OrcOptions(
                values.mebibytes(STRIPE),
                values.mebibytes(BLOCK),
                values.integer(STRIDE),
                values.isTrue(PADDING),
                values.number(PADDING_TOLERANCE).orElseThrow(),
                values.choice(COMPRESSION, COMPRESSIONS),
                values.list(BLOOM_COLUMNS),
                values.number(BLOOM_PROBABILITY).orElseThrow(),
                values.number(DICTIONARY_THRESHOLD).orElseThrow(),
                values.choice(VERSION, VERSIONS));
    }
}
