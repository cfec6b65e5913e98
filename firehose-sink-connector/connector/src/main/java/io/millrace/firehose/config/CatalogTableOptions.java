package io.millrace.firehose.config;

import io.millrace.firehose.error.DataCatalogTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What error records call the table that records are converted for. */
final class CatalogTableOptions implements OptionGroup {

    static final String CATALOG = "format.table.catalog.id";
    static final String DATABASE = "format.table.database";
    static final String NAME = "format.table.name";
    static final String REGION = "format.table.region";
    static final String VERSION = "format.table.version";

    private static final String[] CONVERSIONS = {"parquet", "orc"};
    private static final String SUFFIX = ".avsc";

    @Override
    public String name() {
        return "Table in error records";
    }

    @Override
    public List<Option> options() {
        return List.of(
                shown(CATALOG, "Catalog's id", "What error records say as catalogId."),
                shown(DATABASE, "Database", "What they say as databaseName."),
                shown(NAME, "Table", "What they say as tableName.")
                        .defaultsToWhat("`<" + FormatOptions.REGISTRY_SUBJECT + ">`, or the schema file's name"),
                shown(REGION, "Region", "What they say as region.").defaultsToWhat("`<" + StreamOptions.REGION + ">`"),
                shown(VERSION, "Version", "What they say as versionId.").defaultsTo("LATEST"));
    }

    private static Option shown(String key, String title, String documentation) {
        return Option.text(key, title, documentation)
                .when(FormatOptions.FORMAT, CONVERSIONS)
                .low();
    }

    static Optional<DataCatalogTable> read(Values values) {
        return FormatOptions.converts(values)
                ? Optional.of(new DataCatalogTable(
                        values.text(CATALOG).orElse(""),
                        values.text(DATABASE).orElse(""),
                        values.text(NAME).orElseGet(() -> source(values)),
                        values.text(REGION).orElseGet(() -> StreamOptions.region(values)),
                        values.text(VERSION).orElse(""),
                        ""))
                : Optional.empty();
    }

    private static String source(Values values) {
        return values.text(FormatOptions.REGISTRY_SUBJECT)
                .or(() -> values.text(FormatOptions.SCHEMA_FILE)
                        .map(file -> Path.of(file).getFileName().toString())
                        .map(file -> file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file))
                .orElse("");
    }
}
