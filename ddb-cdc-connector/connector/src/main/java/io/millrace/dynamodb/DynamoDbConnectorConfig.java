package io.millrace.dynamodb;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.ConfigDefinition;
import io.debezium.config.Configuration;
import io.debezium.config.EnumeratedValue;
import io.debezium.config.Field;
import io.debezium.connector.AbstractSourceInfo;
import io.debezium.connector.SourceInfoStructMaker;
import io.debezium.heartbeat.Heartbeat;
import io.millrace.dynamodb.client.AwsSettings;
import io.millrace.dynamodb.convert.NumberMode;
import io.millrace.dynamodb.streaming.StreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** The connector's properties: Debezium's, and {@link Keys}. */
final class DynamoDbConnectorConfig extends CommonConnectorConfig {

    static final String CONNECTOR = "dynamodb";

    private static final ConfigDefinition DEFINITION = CommonConnectorConfig.CONFIG_DEFINITION
            .edit()
            .name("DynamoDB")
            .excluding(
                    Heartbeat.HEARTBEAT_INTERVAL,
                    SNAPSHOT_FETCH_SIZE,
                    SNAPSHOT_MAX_THREADS,
                    EVENT_PROCESSING_FAILURE_HANDLING_MODE,
                    PROVIDE_TRANSACTION_METADATA,
                    SIGNAL_DATA_COLLECTION,
                    SIGNAL_ENABLED_CHANNELS,
                    INCREMENTAL_SNAPSHOT_ALLOW_SCHEMA_CHANGES,
                    INCREMENTAL_SNAPSHOT_WATERMARKING_STRATEGY)
            .type(
                    TOPIC_PREFIX,
                    Keys.REGION,
                    Keys.ENDPOINT,
                    Keys.STREAMS_ENDPOINT,
                    Keys.KEY_ID,
                    Keys.SECRET,
                    Keys.TOKEN,
                    Keys.PROFILE,
                    Keys.ROLE,
                    Keys.EXTERNAL_ID,
                    Keys.INCLUDE,
                    Keys.EXCLUDE,
                    Keys.TAGS,
                    Keys.DISCOVERY,
                    Keys.STREAMLESS)
            .connector(
                    Keys.SNAPSHOT_MODE,
                    Keys.SEGMENTS,
                    Keys.PAGE_ITEMS,
                    Keys.CAPACITY,
                    Keys.CONSISTENT,
                    Keys.CATCH_UP,
                    Keys.MARGIN,
                    Keys.BUSY,
                    Keys.IDLE,
                    Keys.LISTING,
                    Keys.THREADS,
                    Keys.HELD,
                    Keys.GAP,
                    Keys.PATIENCE,
                    Keys.FAILURES,
                    Keys.TRANSACTIONS,
                    INCREMENTAL_SNAPSHOT_CHUNK_SIZE,
                    Keys.SIGNAL_TABLE,
                    Keys.SIGNAL_CHANNELS,
                    Keys.SIGNAL_TOPIC,
                    Keys.SIGNAL_SERVERS,
                    Keys.SIGNAL_GROUP,
                    Keys.SIGNAL_FILE)
            .events(Keys.LAYOUT, Keys.NUMBERS, Keys.HEARTBEAT)
            .create();

    static final Field.Set ALL = Field.setOf(DEFINITION.all());

    private final Configuration config;

    DynamoDbConnectorConfig(Configuration config) {
        super(withDefaults(config), 0);
        this.config = config;
    }

    /** What Debezium reads by a field of its own, whose default is another. */
    private static Configuration withDefaults(Configuration config) {
        return config.edit()
                .withDefault(Keys.HEARTBEAT, Keys.HEARTBEAT.defaultValue())
                .withDefault(Keys.SIGNAL_GROUP, "kafka-signal-" + config.getString(TOPIC_PREFIX) + "-" + taskId(config))
                .build();
    }

    static ConfigDef definition() {
        return DEFINITION.configDef();
    }

    // --- what Debezium asks -----------------------------------------------------------------------------------------

    @Override
    public String getContextName() {
        return CONNECTOR;
    }

    @Override
    public String getConnectorName() {
        return CONNECTOR;
    }

    @Override
    public EnumeratedValue getSnapshotMode() {
        return EnumeratedValue.parse(SnapshotMode.class, config.getString(Keys.SNAPSHOT_MODE), "initial");
    }

    @Override
    public Optional<EnumeratedValue> getSnapshotLockingMode() {
        return Optional.empty();
    }

    /** Called by the constructor above this one. */
    @Override
    protected SourceInfoStructMaker<? extends AbstractSourceInfo> getSourceInfoStructMaker(Version version) {
        SourceStruct maker = new SourceStruct();
        maker.init(CONNECTOR, Module.version(), this);
        return maker;
    }

    // --- our own ----------------------------------------------------------------------------------------------------

    AwsSettings aws() {
        Optional<String> endpoint = text(Keys.ENDPOINT);
        return new AwsSettings(
                text(Keys.REGION),
                endpoint.map(URI::create),
                text(Keys.STREAMS_ENDPOINT).or(() -> endpoint).map(URI::create),
                text(Keys.KEY_ID).map(id -> new AwsSettings.Keys(id, config.getString(Keys.SECRET), text(Keys.TOKEN))),
                text(Keys.PROFILE),
                text(Keys.ROLE)
                        .map(role ->
                                new AwsSettings.Role(role, text(Keys.EXTERNAL_ID), "millrace-" + getLogicalName())));
    }

    TableSelection selection() {
        Map<String, String> tags = new TreeMap<>();
        for (String tag : list(config.getString(Keys.TAGS))) {
            String[] parts = tag.split("=", 2);
            tags.put(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
        }
        return new TableSelection(
                list(config.getString(Keys.INCLUDE)), list(config.getString(Keys.EXCLUDE)), tags, signalTable());
    }

    StreamlessMode streamlessMode() {
        return EnumeratedValue.parse(StreamlessMode.class, config.getString(Keys.STREAMLESS), "fail");
    }

    /** Of this task. That of signals is the last: signals are for tables that were scanned. */
    List<String> tables() {
        return list(config.getString(Keys.TASK_TABLES)).stream()
                .sorted(Comparator.comparing(
                        table -> signalTable().filter(table::equals).isPresent()))
                .toList();
    }

    Optional<String> signalTable() {
        return text(Keys.SIGNAL_TABLE).filter(any -> getEnabledChannels().contains("source"));
    }

    String taskId() {
        return taskId(config);
    }

    private static String taskId(Configuration config) {
        return Optional.ofNullable(config.getString("task.id")).orElse("0");
    }

    int segments() {
        return config.getInteger(Keys.SEGMENTS);
    }

    int pageItems() {
        return config.getInteger(Keys.PAGE_ITEMS);
    }

    double capacityUnits() {
        return config.getInteger(Keys.CAPACITY);
    }

    boolean consistentReads() {
        return config.getBoolean(Keys.CONSISTENT);
    }

    Duration catchUpInterval() {
        return duration(Keys.CATCH_UP);
    }

    Duration margin() {
        return duration(Keys.MARGIN);
    }

    Duration patience() {
        return duration(Keys.PATIENCE);
    }

    Duration discoveryInterval() {
        return duration(Keys.DISCOVERY);
    }

    StreamSettings streams() {
        return new StreamSettings(
                duration(Keys.BUSY), duration(Keys.IDLE), duration(Keys.LISTING), duration(Keys.PATIENCE));
    }

    int streamThreads() {
        return config.getInteger(Keys.THREADS);
    }

    int heldReads() {
        return config.getInteger(Keys.HELD);
    }

    GapMode gapMode() {
        if (!config.hasKey(Keys.GAP) && getSnapshotMode() == SnapshotMode.WHEN_NEEDED) {
            return GapMode.SNAPSHOT;
        }
        return EnumeratedValue.parse(GapMode.class, config.getString(Keys.GAP), "fail");
    }

    ValueLayout layout() {
        return EnumeratedValue.parse(ValueLayout.class, config.getString(Keys.LAYOUT), "dynamodb_json");
    }

    NumberMode numbers() {
        return NumberMode.named(config.getString(Keys.NUMBERS));
    }

    private Duration duration(Field field) {
        return Duration.ofMillis(config.getInteger(field));
    }

    private Optional<String> text(Field field) {
        return Optional.ofNullable(config.getString(field)).filter(value -> !value.isBlank());
    }

    private static List<String> list(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : List.of(text.split(",")).stream()
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }
}
