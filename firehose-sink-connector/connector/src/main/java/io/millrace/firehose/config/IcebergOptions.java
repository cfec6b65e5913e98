package io.millrace.firehose.config;

import io.millrace.firehose.destination.DestinationProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Apache Iceberg tables, by the artifact that is for them. */
final class IcebergOptions implements OptionGroup {

    static final String TABLES = "iceberg.tables";
    static final String APPEND_ONLY = "iceberg.append.only";

    /** What follows is the catalog's own, such as {@code iceberg.catalog.uri}. */
    static final String CATALOG = "iceberg.catalog.";

    private static final String ICEBERG = "iceberg";
    private static final Pattern TABLE = Pattern.compile("[^=.+\\s]+\\.[^=.+\\s]+(=[^=+\\s]+(\\+[^=+\\s]+)*)?");

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
                                        + " unique keys, as database.table=column+column. The catalog's own properties are"
                                        + " given as " + CATALOG + "*, such as " + CATALOG + "type, and its name as "
                                        + CATALOG
                                        + "name.")
                        .defaultsTo(List.of())
                        .when(DestinationOptions.DESTINATION, ICEBERG)
                        .high(),
                Option.flag(
                                APPEND_ONLY,
                                "Append only",
                                "Records are only ever inserted, also into tables with unique keys.")
                        .defaultsTo(false)
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
        if (chosen && tables.isEmpty()) {
            values.fault(TABLES, "it is needed with destination iceberg: write, for example, shop.orders=id");
        }
        if (chosen && values.under(CATALOG).isEmpty()) {
            values.fault(TABLES, "the tables' catalog is needed: write " + CATALOG + "type and what it wants besides");
        }
        for (String table : tables) {
            if (!TABLE.matcher(table).matches()) {
                values.fault(TABLES, table + " is no table: write database.table, or database.table=column+column");
            }
        }
    }

    static DestinationSettings.Iceberg read(Values values) {
        Map<String, List<String>> uniqueKeys = new LinkedHashMap<>();
        for (String table : values.list(TABLES)) {
            int equals = table.indexOf('=');
            uniqueKeys.put(
                    equals < 0 ? table : table.substring(0, equals),
                    equals < 0 ? List.of() : List.of(table.substring(equals + 1).split("\\+", -1)));
        }
        return new DestinationSettings.Iceberg(new DestinationProvider.Tables(
                StreamOptions.read(values).name(),
                values.under(CATALOG),
                uniqueKeys,
                values.isTrue(APPEND_ONLY),
                BufferOptions.read(values).retry()));
    }
}
