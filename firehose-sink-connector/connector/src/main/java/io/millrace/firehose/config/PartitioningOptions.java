package io.millrace.firehose.config;

import io.millrace.firehose.keys.MetadataExtraction;
import io.millrace.firehose.prefix.PrefixTemplate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Dynamic partitioning. */
final class PartitioningOptions implements OptionGroup {

    static final String QUERY = "partitioning.query";
    static final String MAX_ACTIVE = "partitioning.max.active";

    @Override
    public String name() {
        return "Dynamic partitioning";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(
                                QUERY,
                                "Query",
                                "A jq expression that makes one object of a record, whose fields are partition keys:"
                                        + " `{customer: .customer_id}`, then `!{partitionKeyFromQuery:customer}` in "
                                        + S3Options.PREFIX + ".")
                        .valid(new Parsed("jq 1.6", "", MetadataExtraction::new))
                        .when(DestinationOptions.DESTINATION, "s3", "iceberg"),
                Option.whole(
                                MAX_ACTIVE,
                                "Active partitions",
                                "How many partitions may be buffered at a time; records of further ones go to the error"
                                        + " output, as activePartitionExceeded.")
                        .defaultsTo(500)
                        .within(1, 5000)
                        .when(DestinationOptions.DESTINATION, "s3")
                        .low());
    }

    @Override
    public void check(Values values) {
        if (DestinationOptions.type(values) != DestinationType.S3) {
            if (values.has(QUERY) && DestinationOptions.type(values) != DestinationType.ICEBERG) {
                values.fault(QUERY, "partitions are for destinations s3 and iceberg only: leave it out");
            }
            return;
        }
        PrefixTemplate prefix = S3Options.data(values);
        if (!prefix.transformKeys().isEmpty() && !TransformOptions.runs(values)) {
            values.fault(
                    S3Options.PREFIX,
                    "partitionKeyFromLambda needs a transform that gives " + list(prefix.transformKeys()) + ": write "
                            + TransformOptions.RUNTIME);
            return;
        }
        if (!prefix.queryKeys().isEmpty() && !values.has(QUERY)) {
            values.fault(
                    QUERY,
                    "it is needed, because " + S3Options.PREFIX + " has " + list(prefix.queryKeys())
                            + " from it: write, for example, " + example(prefix.queryKeys()));
        } else if (prefix.queryKeys().isEmpty() && values.has(QUERY)) {
            values.fault(
                    S3Options.PREFIX,
                    "none of the keys of " + QUERY + " is in it: write, for example,"
                            + " customer=!{partitionKeyFromQuery:customer}/, or leave the query out");
        } else if (values.has(QUERY)) {
            checkKeys(values, prefix.queryKeys());
        }
    }

    private static void checkKeys(Values values, Set<String> wanted) {
        new MetadataExtraction(values.text(QUERY).orElseThrow()).declaredKeys().ifPresent(found -> {
            Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(found);
            if (!missing.isEmpty()) {
                values.fault(
                        QUERY,
                        "it does not make " + list(missing) + ", which " + S3Options.PREFIX
                                + " has: write, for example, " + example(wanted));
            }
        });
    }

    private static String list(Set<String> keys) {
        return String.join(", ", new TreeSet<>(keys));
    }

    private static String example(Set<String> keys) {
        return "{"
                + String.join(
                        ", ",
                        new TreeSet<>(keys)
                                .stream().map(key -> key + ": ." + key).toList()) + "}";
    }

    static boolean isDynamic(Values values) {
        return values.has(QUERY) || S3Options.data(values).hasPartitionKeys();
    }

    static PartitioningSettings read(Values values) {
        return new PartitioningSettings(
                isDynamic(values), values.text(QUERY).map(MetadataExtraction::new), values.integer(MAX_ACTIVE));
    }
}
