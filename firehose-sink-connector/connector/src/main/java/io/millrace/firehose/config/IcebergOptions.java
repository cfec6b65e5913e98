package io.millrace.firehose.config;

import io.millrace.firehose.destination.DestinationProvider;
import io.millrace.firehose.prefix.PrefixRules;
import io.millrace.firehose.prefix.PrefixTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Apache Iceberg tables, by the artifact that is for them. */
final class IcebergOptions implements OptionGroup {

    static final String TABLES = "iceberg.tables";
    static final String APPEND_ONLY = "iceberg.append.only";
    static final String CREATE = "iceberg.tables.create";
    static final String PARTITIONS = "iceberg.tables.partitions";
    static final String EVOLVE = "iceberg.schema.evolve";
    static final String ERROR_PREFIXES = "iceberg.error.prefixes";
    static final String OFFSETS = "iceberg.offsets.name";

    /** What follows is the catalog's own, such as {@code iceberg.catalog.uri}. */
    static final String CATALOG = "iceberg.catalog.";

    private static final String ICEBERG = "iceberg";
    private static final String NAME = "[^=.+\\s]+\\.[^=.+\\s]+";
    private static final String COLUMNS = "=[^=+\\s]+(\\+[^=+\\s]+)*";
    private static final Pattern TABLE = Pattern.compile(NAME + "(" + COLUMNS + ")?");
    private static final Pattern PARTITIONED = Pattern.compile(NAME + COLUMNS);
    private static final Pattern PREFIXED = Pattern.compile(NAME + "=.*");
    private static final Pattern OFFSETS_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,255}");

    @Override
    public String name() {
        return "Iceberg";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.list(
                                TABLES,
                                "Tables",
                                "The table that records go to which name none, as database.table, or several with their"
                                        + " unique keys, as database.table=column+column. It may be left out if each record"
                                        + " names its table. The catalog's own properties are given as " + CATALOG
                                        + "*, such as " + CATALOG + "type, and its name as " + CATALOG + "name.")
                        .defaultsTo(List.of())
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .high(),
                Option.flag(
                                APPEND_ONLY,
                                "Append only",
                                "Records are only ever inserted, also into tables with unique keys.")
                        .defaultsTo(false)
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .low(),
                Option.flag(
                                CREATE,
                                "Create tables",
                                "A table that is not there is made, with the columns of the first records that go to it.")
                        .defaultsTo(false)
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .low(),
                Option.list(
                                PARTITIONS,
                                "Partitions",
                                "How tables are partitioned that are made: database.table=column+column, by the columns'"
                                        + " values.")
                        .defaultsTo(List.of())
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .low(),
                Option.flag(
                                EVOLVE,
                                "Add columns",
                                "A table gets the columns that records have and it has not; a record never takes one"
                                        + " away, nor changes its type.")
                        .defaultsTo(false)
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .low(),
                Option.list(
                                ERROR_PREFIXES,
                                "Error prefixes",
                                "Where failed records of some tables go, as database.table=prefix; those of others go to "
                                        + S3Options.ERROR_PREFIX + ".")
                        .defaultsTo(List.of())
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .low(),
                Option.text(
                                OFFSETS,
                                "Offsets' name",
                                "What the tables' snapshots call the offsets that they have of this delivery stream. Under"
                                        + " another name all is delivered again.")
                        .defaultsToWhat("`" + StreamOptions.NAME + "`")
                        .valid(Texts.matching(OFFSETS_NAME, "1 to 255 of a-z A-Z 0-9 _ . -"))
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .low());
    }

    @Override
    public void check(Values values) {
        boolean chosen = DestinationOptions.type(values) == DestinationType.ICEBERG;
        List<String> tables = values.list(TABLES);
        if (!chosen && !tables.isEmpty()) {
            values.fault(
                    DestinationOptions.DESTINATION,
                    "nothing goes where " + TABLES + " says: write iceberg, or leave that out");
        }
        if (chosen && tables.isEmpty() && !values.has(PartitioningOptions.QUERY) && !TransformOptions.runs(values)) {
            values.fault(
                    TABLES,
                    "it is needed with destination iceberg unless " + PartitioningOptions.QUERY
                            + " or a transform names each record's table: write, for example, shop.orders=id");
        }
        if (chosen && values.under(CATALOG).isEmpty()) {
            values.fault(TABLES, "the tables' catalog is needed: write " + CATALOG + "type and what it wants besides");
        }
        matching(values, TABLES, TABLE, "database.table, or database.table=column+column");
        matching(values, PARTITIONS, PARTITIONED, "database.table=column+column");
        matching(values, ERROR_PREFIXES, PREFIXED, "database.table=prefix");
        if (!values.isFaulty(PARTITIONS) && !values.isFaulty(TABLES)) {
            checkPartitions(values);
        }
        if (!values.isFaulty(ERROR_PREFIXES)) {
            values.attempt(ERROR_PREFIXES, () -> errorPrefixes(values));
        }
    }

    private static void checkPartitions(Values values) {
        Set<String> partitioned = columns(values.list(PARTITIONS)).keySet();
        if (!partitioned.isEmpty() && !values.isTrue(CREATE)) {
            values.fault(PARTITIONS, "tables are only made with " + CREATE + "=true: write that, or leave this out");
        }
        partitioned.stream()
                .filter(table -> !columns(values.list(TABLES)).containsKey(table))
                .findFirst()
                .ifPresent(table -> values.fault(PARTITIONS, table + " is not in " + TABLES + ": write it there too"));
    }

    private static void matching(Values values, String key, Pattern form, String write) {
        for (String entry : values.list(key)) {
            if (!form.matcher(entry).matches()) {
                values.fault(key, entry + " is not as it should be: write " + write);
                return;
            }
        }
    }

    static DestinationSettings.Iceberg read(Values values) {
        return new DestinationSettings.Iceberg(
                new DestinationProvider.Tables(
                        values.text(OFFSETS)
                                .orElseGet(() -> StreamOptions.read(values).name()),
                        values.under(CATALOG),
                        tables(values),
                        values.isTrue(APPEND_ONLY),
                        values.isTrue(CREATE),
                        values.isTrue(EVOLVE),
                        BufferOptions.read(values).retry()),
                errorPrefixes(values));
    }

    private static Map<String, DestinationProvider.Table> tables(Values values) {
        Map<String, List<String>> keys = columns(values.list(TABLES));
        Map<String, List<String>> partitions = columns(values.list(PARTITIONS));
        Map<String, DestinationProvider.Table> tables = new LinkedHashMap<>();
        keys.forEach((name, columns) ->
                tables.put(name, new DestinationProvider.Table(columns, partitions.getOrDefault(name, List.of()))));
        return tables;
    }

    private static Map<String, List<String>> columns(List<String> entries) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        entries.forEach(entry -> {
            String[] parts = entry.split("=", 2);
            columns.put(parts[0], parts.length == 1 ? List.of() : List.of(parts[1].split("\\+", -1)));
        });
        return columns;
    }

    private static Map<String, PrefixTemplate> errorPrefixes(Values values) {
        Map<String, PrefixTemplate> prefixes = new LinkedHashMap<>();
        for (String entry : values.list(ERROR_PREFIXES)) {
            String[] parts = entry.split("=", 2);
            prefixes.put(
                    parts[0], PrefixTemplate.parse(parts[1], PrefixRules.ERROR_OUTPUT_PREFIX, S3Options.zone(values)));
        }
        return prefixes;
    }
}
