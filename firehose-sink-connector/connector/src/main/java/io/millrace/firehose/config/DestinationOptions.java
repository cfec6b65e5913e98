package io.millrace.firehose.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Which destination it is. */
final class DestinationOptions implements OptionGroup {

    static final String DESTINATION = "destination";

    static final Choice<DestinationType> TYPES = Choice.lowerCase(DestinationType.values());

    private static final Map<String, String> NOT_SUPPORTED = Map.of(
            "redshift",
            "Redshift is not supported: deliver to s3, and load from there with COPY or an auto-copy job",
            "snowflake",
            "Snowflake is not supported: deliver to s3, and load from there with Snowpipe");

    @Override
    public String name() {
        return "Destination";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.text(
                        DESTINATION,
                        "Destination",
                        "Where records go. Failed records go to the bucket, whatever the destination.")
                .defaultsTo("s3")
                .valid(new Supported())
                .offers(TYPES.words())
                .high());
    }

    static DestinationType type(Values values) {
        return values.choice(DESTINATION, TYPES);
    }

    /**
     * Whether records go to {@code type}; where that is must then be said, and otherwise must not be.
     *
     * @param where the key that says it
     */
    static boolean goesTo(DestinationType type, String where, String example, Values values) {
        boolean chosen = type(values) == type;
        if (chosen && !values.has(where)) {
            values.fault(
                    where, "it is needed with destination " + TYPES.word(type) + ": write, for example, " + example);
            return false;
        }
        if (!chosen && values.has(where)) {
            values.fault(
                    DESTINATION,
                    "nothing goes where " + where + " says: write " + TYPES.word(type) + ", or leave that out");
        }
        return chosen;
    }

    static DestinationSettings read(Values values) {
        return switch (type(values)) {
            case S3 -> new DestinationSettings.S3();
            case HTTP -> HttpOptions.read(values);
            case OPENSEARCH -> OpenSearchOptions.read(values);
            case SPLUNK -> SplunkOptions.read(values);
            case ICEBERG -> IcebergOptions.read(values);
        };
    }

    /** Says of what the service has and this does not what to do instead. */
    private record Supported() implements ConfigDef.Validator {

        @Override
        public void ensureValid(String key, @Nullable Object value) {
            String instead = value == null
                    ? null
                    : NOT_SUPPORTED.get(String.valueOf(value).toLowerCase(Locale.ROOT));
            if (instead != null) {
                throw new ConfigException(key, value, instead);
            }
            TYPES.ensureValid(key, value);
        }

        @Override
        public String toString() {
            return TYPES.toString();
        }
    }
}
