package io.millrace.firehose.config;

import io.millrace.firehose.config.FormatSettings.Rules;
import io.millrace.firehose.config.FormatSettings.Schema;
import io.millrace.firehose.format.orc.OrcProvider;
import io.millrace.firehose.format.parquet.ParquetOptions;
import io.millrace.firehose.format.schema.AvroColumns;
import io.millrace.firehose.format.schema.HiveJson;
import io.millrace.firehose.format.schema.OpenXJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What files are made of records. */
final class FormatOptions implements OptionGroup {

    static final String FORMAT = "format";
    static final String SCHEMA_FILE = "format.schema.file";
    static final String REGISTRY_URL = "format.schema.registry.url";
    static final String REGISTRY_SUBJECT = "format.schema.registry.subject";
    static final String REGISTRY_AUTHORIZATION = "format.schema.registry.authorization";
    static final String REFRESH = "format.schema.refresh.seconds";
    static final String JSON_RULES = "format.json.rules";
    static final String CASE_INSENSITIVE = "format.openx.case.insensitive";
    static final String DOTS_TO_UNDERSCORES = "format.openx.dots.to.underscores";
    static final String COLUMN_MAPPINGS = "format.openx.column.mappings";
    static final String TIMESTAMP_FORMATS = "format.hive.timestamp.formats";
    static final String PARQUET_BLOCK = "format.parquet.block.mib";
    static final String PARQUET_PAGE = "format.parquet.page.kib";
    static final String PARQUET_COMPRESSION = "format.parquet.compression";
    static final String PARQUET_DICTIONARY = "format.parquet.dictionary";
    static final String PARQUET_VERSION = "format.parquet.version";
    static final String PARQUET_PADDING = "format.parquet.padding.bytes";

    private static final String VERBATIM = "verbatim";
    private static final String JSON_LINES = "json_lines";
    private static final String PARQUET = "parquet";
    static final String ORC = "orc";
    private static final Choice<String> FORMATS = Choice.words(VERBATIM, JSON_LINES, PARQUET, ORC);
    private static final String[] CONVERSIONS = {PARQUET, ORC};

    private static final String OPENX = "openx";
    private static final String HIVE = "hive";
    private static final Choice<String> RULES = Choice.words(OPENX, HIVE);

    private static final Choice<ParquetOptions.Codec> CODECS =
            Choice.of(ParquetOptions.Codec.values(), ParquetOptions.Codec::name);
    private static final Choice<ParquetOptions.Version> VERSIONS =
            Choice.of(ParquetOptions.Version.values(), ParquetOptions.Version::name);

    @Override
    public String name() {
        return "Format";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(
                                FORMAT,
                                "Format",
                                "verbatim: records' bytes one after the other, with nothing between them but "
                                        + ProcessingOptions.DELIMITER + ". json_lines: one line for each JSON document."
                                        + " parquet: rows of a declared table. orc: the same, by"
                                        + " the artifact firehose-sink-orc, which is installed beside the connector.")
                        .defaultsTo(VERBATIM)
                        .oneOf(FORMATS)
                        .high(),
                Option.text(SCHEMA_FILE, "Schema file", "The table's columns as an Avro schema (.avsc).")
                        .valid(new Parsed("a path", "write a path", Path::of))
                        .when(FORMAT, CONVERSIONS),
                Option.text(
                                REGISTRY_URL,
                                "Schema registry",
                                "Instead of a file: a registry with Confluent's API, whose latest version of the subject is"
                                        + " followed.")
                        .valid(Texts.HTTP_URL)
                        .when(FORMAT, CONVERSIONS),
                Option.text(REGISTRY_SUBJECT, "Subject", "The schema's name in the registry.")
                        .when(FORMAT, CONVERSIONS),
                Option.secret(
                                REGISTRY_AUTHORIZATION,
                                "Authorization",
                                "What the registry gets as the header Authorization, such as Basic dXNlcjpwYXNz.")
                        .when(FORMAT, CONVERSIONS)
                        .low(),
                Option.whole(REFRESH, "Refresh (s)", "How often the registry is asked for a later version.")
                        .defaultsTo(300)
                        .atLeast(1)
                        .when(FORMAT, CONVERSIONS)
                        .low(),
                Option.text(
                                JSON_RULES,
                                "JSON rules",
                                "How JSON becomes columns: as the OpenX or as the Hive serde reads it.")
                        .defaultsTo(OPENX)
                        .oneOf(RULES)
                        .when(FORMAT, CONVERSIONS),
                Option.flag(
                                CASE_INSENSITIVE,
                                "Ignore case",
                                "Whether keys are put into lower case before they are compared with columns.")
                        .defaultsTo(OpenXJson.DEFAULT.caseInsensitive())
                        .when(JSON_RULES, OPENX)
                        .low(),
                Option.flag(DOTS_TO_UNDERSCORES, "Dots to underscores", "Whether dots in keys count as underscores.")
                        .defaultsTo(OpenXJson.DEFAULT.dotsToUnderscores())
                        .when(JSON_RULES, OPENX)
                        .low(),
                Option.list(
                                COLUMN_MAPPINGS,
                                "Column mappings",
                                "Keys for columns of other names: column=key,column=key.")
                        .defaultsTo(List.of())
                        .valid(new Pairs())
                        .when(JSON_RULES, OPENX)
                        .low(),
                Option.list(
                                TIMESTAMP_FORMATS,
                                "Timestamp formats",
                                "Patterns of timestamps as Joda-Time spells them, or millis; tried in this order.")
                        .defaultsTo(List.of())
                        .when(JSON_RULES, HIVE)
                        .low(),
                Option.whole(
                                PARQUET_BLOCK,
                                "Row group (MiB)",
                                "The size of a row group. It is in memory until it is written, so it is less here than the"
                                        + " service's 256: many files may be open in one task.")
                        .defaultsTo(32)
                        .within(1, 1024)
                        .when(FORMAT, PARQUET)
                        .low(),
                Option.whole(PARQUET_PAGE, "Page (KiB)", "The smallest unit that must be read whole.")
                        .defaultsTo(ParquetOptions.DEFAULT.pageBytes() >> 10)
                        .within(64, 1 << 20)
                        .when(FORMAT, PARQUET)
                        .low(),
                Option.text(PARQUET_COMPRESSION, "Page compression", "The compression of pages.")
                        .defaultsTo(ParquetOptions.DEFAULT.codec().name())
                        .oneOf(CODECS)
                        .when(FORMAT, PARQUET),
                Option.flag(PARQUET_DICTIONARY, "Dictionary", "Whether repeated values are written once.")
                        .defaultsTo(ParquetOptions.DEFAULT.dictionary())
                        .when(FORMAT, PARQUET)
                        .low(),
                Option.text(PARQUET_VERSION, "Version", "The version of pages and encodings.")
                        .defaultsTo(ParquetOptions.DEFAULT.version().name())
                        .oneOf(VERSIONS)
                        .when(FORMAT, PARQUET)
                        .low(),
                Option.whole(
                                PARQUET_PADDING,
                                "Padding (bytes)",
                                "The service's MaxPaddingBytes; objects have no blocks to be aligned with, so it does"
                                        + " nothing.")
                        .defaultsTo(ParquetOptions.DEFAULT.maxPaddingBytes())
                        .atLeast(0)
                        .when(FORMAT, PARQUET)
                        .low());
    }

    @Override
    public void check(Values values) {
        String format = values.choice(FORMAT, FORMATS);
        if (!format.equals(VERBATIM) && DestinationOptions.type(values) != DestinationType.S3) {
            values.fault(FORMAT, format + " is for destination s3 only: write " + VERBATIM);
            return;
        }
        if (format.equals(ORC) && OrcProvider.find().isEmpty()) {
            values.fault(FORMAT, OrcProvider.MISSING + ", or write " + PARQUET);
        }
        if (converts(values)) {
            checkSchema(values, format);
            values.attempt(TIMESTAMP_FORMATS, () -> new HiveJson(values.list(TIMESTAMP_FORMATS)));
        }
        if (format.equals(PARQUET)
                && !values.isFaulty(PARQUET_PAGE)
                && (long) values.integer(PARQUET_PAGE) << 10 > values.mebibytes(PARQUET_BLOCK)) {
            values.fault(PARQUET_PAGE, "a page is larger than a row group: write less than " + PARQUET_BLOCK);
        }
    }

    private static void checkSchema(Values values, String format) {
        boolean file = values.has(SCHEMA_FILE);
        if (file && values.has(REGISTRY_URL)) {
            values.fault(SCHEMA_FILE, "there is " + REGISTRY_URL + " too: write one of them");
        } else if (file) {
            checkSchemaFile(values, Path.of(values.text(SCHEMA_FILE).orElseThrow()));
        } else if (!values.has(REGISTRY_URL)) {
            values.fault(
                    SCHEMA_FILE,
                    format + " needs declared columns: write an Avro schema's path, or " + REGISTRY_URL + " and "
                            + REGISTRY_SUBJECT);
        } else if (!values.has(REGISTRY_SUBJECT)) {
            values.fault(REGISTRY_SUBJECT, "it is needed with " + REGISTRY_URL + ": write the schema's name there");
        }
    }

    private static void checkSchemaFile(Values values, Path file) {
        String avro;
        try {
            avro = SchemaFile.read(file);
        } catch (IOException e) {
            values.fault(SCHEMA_FILE, "cannot read " + file + ": write the path of a file that every worker has");
            return;
        }
        values.attempt(SCHEMA_FILE, () -> OrcFormatOptions.checkColumns(values, AvroColumns.parse(avro)));
    }

    /** Whether records become rows of a table: what the service calls format conversion. */
    static boolean converts(Values values) {
        return List.of(CONVERSIONS).contains(values.choice(FORMAT, FORMATS));
    }

    static FormatSettings read(Values values) {
        return switch (values.choice(FORMAT, FORMATS)) {
            case JSON_LINES -> new FormatSettings.JsonLines();
            case PARQUET -> new FormatSettings.Parquet(schema(values), rules(values), parquet(values));
            case ORC -> new FormatSettings.Orc(schema(values), rules(values), OrcFormatOptions.read(values));
            default -> new FormatSettings.Verbatim();
        };
    }

    private static Schema schema(Values values) {
        return values.text(SCHEMA_FILE)
                .<Schema>map(file -> new Schema.InFile(Path.of(file)))
                .orElseGet(() -> new Schema.InRegistry(
                        Texts.httpUrl(values.text(REGISTRY_URL).orElseThrow()),
                        values.text(REGISTRY_SUBJECT).orElseThrow(),
                        values.password(REGISTRY_AUTHORIZATION),
                        values.seconds(REFRESH)));
    }

    private static Rules rules(Values values) {
        if (values.choice(JSON_RULES, RULES).equals(HIVE)) {
            return new Rules.Hive(values.list(TIMESTAMP_FORMATS));
        }
        return new Rules.OpenX(new OpenXJson(
                values.isTrue(CASE_INSENSITIVE),
                values.isTrue(DOTS_TO_UNDERSCORES),
                Texts.pairs(values.list(COLUMN_MAPPINGS))));
    }

    private static ParquetOptions parquet(Values values) {
        return new ParquetOptions(
                values.mebibytes(PARQUET_BLOCK),
                values.integer(PARQUET_PAGE) << 10,
                values.choice(PARQUET_COMPRESSION, CODECS),
                values.isTrue(PARQUET_DICTIONARY),
                values.integer(PARQUET_PADDING),
                values.choice(PARQUET_VERSION, VERSIONS));
    }
}
