package io.millrace.dynamodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Writes {@code docs/dynamodb-configuration.md} from the definition of the properties, so that the page cannot tell others than the connector has. */
public final class ConfigurationPage {

    /** What a connector needs. */
    static final String EXAMPLE = """
            {
              "connector.class": "io.millrace.dynamodb.DynamoDbConnector",
              "exactly.once.support": "required",
              "topic.prefix": "dynamodb",
              "table.include.list": "orders",
              "dynamodb.region": "eu-central-1",
              "key.converter": "org.apache.kafka.connect.json.JsonConverter",
              "key.converter.schemas.enable": "false",
              "value.converter": "org.apache.kafka.connect.json.JsonConverter",
              "value.converter.schemas.enable": "false",
              "topic.creation.default.partitions": "4",
              "topic.creation.default.replication.factor": "3"
            }
            """;

    private static final String HEAD = """
            # Configuration of the DynamoDB connector

            A connector needs a prefix for its topics; everything else has a default. This captures the table `orders`, with keys from the SDK's default chain
            (environment, profile, container, instance), exactly once if the workers have `exactly.once.source.support=enabled`:

            ```
            curl -X PUT -H 'Content-Type: application/json' http://localhost:8083/connectors/orders/config -d '
            %s'
            ```

            Connect checks all properties before it takes a configuration: `PUT /connector-plugins/DynamoDbConnector/config/validate` does only that. What is
            not said here is Debezium's, with Debezium's meaning: <https://debezium.io/documentation/reference/stable/>.

            This page is made by `io.millrace.dynamodb.ConfigurationPage` (`make docs`): change the properties' definitions.
            """.formatted(EXAMPLE.stripTrailing());

    /** In the page's order; a property is in the first section that it fits. */
    private static final Map<String, Pattern> SECTIONS = sections();

    private static Map<String, Pattern> sections() {
        Map<String, Pattern> sections = new LinkedHashMap<>();
        sections.put("DynamoDB", Pattern.compile("dynamodb\\..*"));
        sections.put("Tables and topics", Pattern.compile("(table|topic)\\..*"));
        sections.put("Snapshots", Pattern.compile("(snapshot|incremental)\\..*"));
        sections.put("Signals and notifications", Pattern.compile("(signal|read\\.only|notification)\\b.*"));
        sections.put("The stream", Pattern.compile("(stream|heartbeat)\\..*"));
        sections.put("Records", Pattern.compile("(value|number|tombstones|skipped|schema|field|event|custom)\\..*"));
        sections.put("The rest of Debezium's", Pattern.compile(".*"));
        return sections;
    }

    private ConfigurationPage() {}

    /** Takes the file to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), render());
    }

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        bySection(DynamoDbConnectorConfig.definition().configKeys().values()).forEach((section, keys) -> {
            page.append("\n## ")
                    .append(section)
                    .append("\n\n| Property | Type | Default | What it is |\n|---|---|---|---|\n");
            keys.forEach(key -> row(key, page));
        });
        return page.toString();
    }

    private static Map<String, List<ConfigKey>> bySection(Collection<ConfigKey> keys) {
        Map<String, List<ConfigKey>> sections = new LinkedHashMap<>();
        SECTIONS.keySet().forEach(section -> sections.put(section, new ArrayList<>()));
        for (ConfigKey key : keys) {
            sections.get(sectionOf(key.name)).add(key);
        }
        sections.values().forEach(all -> all.sort((one, other) -> one.name.compareTo(other.name)));
        sections.values().removeIf(List::isEmpty);
        return sections;
    }

    private static String sectionOf(String name) {
        return SECTIONS.entrySet().stream()
                .filter(section -> section.getValue().matcher(name).matches())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static void row(ConfigKey key, StringBuilder page) {
        page.append("| `")
                .append(key.name)
                .append("` | ")
                .append(key.type().name().toLowerCase(Locale.ROOT))
                .append(" | ")
                .append(defaultOf(key))
                .append(" | ")
                .append(oneLine(key.documentation))
                .append(" |\n");
    }

    private static String defaultOf(ConfigKey key) {
        if (key.defaultValue == ConfigDef.NO_DEFAULT_VALUE) {
            return "must be set";
        }
        if (key.defaultValue instanceof Class<?> type) {
            return "`" + type.getName() + "`";
        }
        return key.defaultValue == null || key.defaultValue.toString().isEmpty()
                ? "none"
                : "`" + key.defaultValue + "`";
    }

    private static String oneLine(String documentation) {
        return documentation.replaceAll("\\s+", " ").replace("|", "\\|").strip();
    }
}
