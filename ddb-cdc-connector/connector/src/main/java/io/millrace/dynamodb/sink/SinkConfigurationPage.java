package io.millrace.dynamodb.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Writes {@code docs/dynamodb-sink-configuration.md} from the definition of the properties, so that the page cannot tell others than the sink has. */
public final class SinkConfigurationPage {

    /** A copy in another region. */
    static final String EXAMPLE = """
            {
              "connector.class": "io.millrace.dynamodb.sink.DynamoDbSinkConnector",
              "tasks.max": "4",
              "topics": "dynamodb.orders",
              "table.name.format": "${table}-copy",
              "dynamodb.region": "eu-west-1",
              "key.converter": "org.apache.kafka.connect.json.JsonConverter",
              "key.converter.schemas.enable": "false",
              "value.converter": "org.apache.kafka.connect.json.JsonConverter",
              "value.converter.schemas.enable": "false"
            }
            """;

    private static final String HEAD = """
            # Configuration of the DynamoDB sink connector

            It applies topics of changes to tables, as [docs/dynamodb-cdc.md](dynamodb-cdc.md#a-replica) has it. Everything has a default. This makes of the topic of
            the table `orders` the table `orders-copy`, which exists, with keys from the SDK's default chain (environment, profile, container, instance):

            ```
            curl -X PUT -H 'Content-Type: application/json' http://localhost:8083/connectors/orders-copy/config -d '
            %s'
            ```

            Connect checks all properties before it takes a configuration: `PUT /connector-plugins/DynamoDbSinkConnector/config/validate` does only that.

            This page is made by `io.millrace.dynamodb.sink.SinkConfigurationPage` (`make docs`): change the properties' definitions.
            """.formatted(EXAMPLE.stripTrailing());

    private SinkConfigurationPage() {}

    /** Takes the file to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), render());
    }

    static String render() {
        Map<String, List<ConfigKey>> groups = new LinkedHashMap<>();
        SinkOptions.DEFINITION.groups().forEach(group -> groups.put(group, new ArrayList<>()));
        SinkOptions.DEFINITION
                .configKeys()
                .values()
                .forEach(key -> groups.get(key.group).add(key));
        StringBuilder page = new StringBuilder(HEAD);
        groups.forEach((group, keys) -> {
            page.append("\n## ")
                    .append(group)
                    .append("\n\n| Property | Type | Default | Valid values | What it is |\n|---|---|---|---|---|\n");
            keys.forEach(key -> row(key, page));
        });
        return page.toString();
    }

    private static void row(ConfigKey key, StringBuilder page) {
        page.append("| `")
                .append(key.name)
                .append("` | ")
                .append(key.type().name().toLowerCase(Locale.ROOT))
                .append(" | ")
                .append(defaultOf(key))
                .append(" | ")
                .append(key.validator == null ? "" : key.validator)
                .append(" | ")
                .append(key.documentation)
                .append(" |\n");
    }

    private static String defaultOf(ConfigKey key) {
        return key.defaultValue == null || key.defaultValue.equals(List.of()) ? "none" : "`" + key.defaultValue + "`";
    }
}
