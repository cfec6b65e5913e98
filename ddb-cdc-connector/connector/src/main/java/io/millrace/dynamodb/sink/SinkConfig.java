package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.AwsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** A task's properties. */
final class SinkConfig {

    private final AbstractConfig values;
    private final String connector;

    SinkConfig(Map<String, String> properties) {
        this.values = new AbstractConfig(SinkOptions.DEFINITION, properties, false);
        this.connector = properties.getOrDefault("name", "dynamodb-sink");
    }

    /** Of each property what is wrong with it. */
    static Config validate(Map<String, String> properties) {
        Map<String, ConfigValue> all = SinkOptions.DEFINITION.validateAll(properties);
        if (all.values().stream().allMatch(value -> value.errorMessages().isEmpty())) {
            check(all);
        }
        return new Config(new ArrayList<>(all.values()));
    }

    private static void check(Map<String, ConfigValue> all) {
        if (isSet(all, SinkOptions.KEY_ID) != isSet(all, SinkOptions.SECRET)) {
            all.get(isSet(all, SinkOptions.KEY_ID) ? SinkOptions.SECRET : SinkOptions.KEY_ID)
                    .addErrorMessage("a key's id and its secret go together: write both, or none");
        }
        if (SinkOptions.BULK.equals(all.get(SinkOptions.MODE).value())) {
            for (String key : List.of(SinkOptions.PREFIX, SinkOptions.VERSION)) {
                if (isSet(all, key)) {
                    all.get(key).addErrorMessage("it needs " + SinkOptions.MODE + "=" + SinkOptions.CONDITIONAL);
                }
            }
        }
        if (String.valueOf(all.get(SinkOptions.MARK).value()).isBlank()) {
            all.get(SinkOptions.MARK).addErrorMessage("write an attribute's name");
        }
        if (isSet(all, SinkOptions.ENDPOINT)) {
            try {
                URI.create(all.get(SinkOptions.ENDPOINT).value().toString());
            } catch (IllegalArgumentException e) {
                all.get(SinkOptions.ENDPOINT).addErrorMessage("write a URL, such as http://127.0.0.1:8000");
            }
        }
    }

    private static boolean isSet(Map<String, ConfigValue> all, String key) {
        Object value = all.get(key).value();
        return value != null && !value.toString().isBlank();
    }

    String connector() {
        return connector;
    }

    AwsSettings aws() {
        return new AwsSettings(
                text(SinkOptions.REGION),
                text(SinkOptions.ENDPOINT).map(URI::create),
                Optional.empty(),
                text(SinkOptions.KEY_ID)
                        .map(id -> new AwsSettings.Keys(
                                id, secret(SinkOptions.SECRET).orElse(""), secret(SinkOptions.TOKEN))),
                text(SinkOptions.PROFILE),
                text(SinkOptions.ROLE)
                        .map(role -> new AwsSettings.Role(role, text(SinkOptions.EXTERNAL_ID), "millrace-replica")));
    }

    TableNames names() {
        Map<String, String> mapped = new HashMap<>();
        for (String pair : values.getList(SinkOptions.NAMES)) {
            String[] parts = pair.split("=", 2);
            mapped.put(parts[0].strip(), parts[1].strip());
        }
        return new TableNames(values.getString(SinkOptions.NAME_FORMAT), mapped);
    }

    Replication replication() {
        return new Replication(
                values.getString(SinkOptions.MARK),
                text(SinkOptions.VERSION),
                values.getString(SinkOptions.TTL).equals(SinkOptions.APPLY));
    }

    boolean isConditional() {
        return values.getString(SinkOptions.MODE).equals(SinkOptions.CONDITIONAL);
    }

    Optional<String> targetPrefix() {
        return text(SinkOptions.PREFIX);
    }

    int threads() {
        return values.getInt(SinkOptions.THREADS);
    }

    Duration lease() {
        return Duration.ofMillis(values.getInt(SinkOptions.LEASE));
    }

    Duration patience() {
        return Duration.ofMillis(values.getInt(SinkOptions.PATIENCE));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.getString(key)).filter(value -> !value.isBlank());
    }

    private Optional<String> secret(String key) {
        return Optional.ofNullable(values.getPassword(key)).map(Password::value);
    }
}
