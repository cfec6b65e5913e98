package io.millrace.dynamodb;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.heartbeat.Heartbeat;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** The properties that are this connector's own; Debezium's come beside them. */
final class Keys {

    // --- DynamoDB ---------------------------------------------------------------------------------------------------

    static final Field REGION = text("dynamodb.region", "The AWS region. Default: as the SDK finds it.");
    static final Field ENDPOINT = text("dynamodb.endpoint", "The URL of DynamoDB, for what is not AWS.");
    static final Field STREAMS_ENDPOINT =
            text("dynamodb.streams.endpoint", "The URL of DynamoDB Streams. Default: dynamodb.endpoint.");
    static final Field KEY_ID =
            text("dynamodb.access.key.id", "The access key's id. Default: the SDK's default chain of credentials.");
    static final Field SECRET =
            text("dynamodb.secret.access.key", "The access key's secret.").withType(ConfigDef.Type.PASSWORD);
    static final Field TOKEN = text("dynamodb.session.token", "The session token of temporary credentials.")
            .withType(ConfigDef.Type.PASSWORD);
    static final Field PROFILE = text("dynamodb.profile", "A profile of the SDK's files, instead of an access key.");
    static final Field ROLE = text("dynamodb.role.arn", "A role to assume with these credentials.");
    static final Field EXTERNAL_ID = text("dynamodb.role.external.id", "The external id that the role asks for.");

    // --- tables -----------------------------------------------------------------------------------------------------

    static final Field INCLUDE = text(
                    "table.include.list",
                    "Regular expressions, with commas between: tables whose whole name matches one.")
            .withValidation(Field::isListOfRegex);
    static final Field EXCLUDE = text(
                    "table.exclude.list", "Regular expressions, with commas between: tables that are left out.")
            .withValidation(Field::isListOfRegex);
    static final Field TAGS = text("table.tags", "key=value, with commas between: tables that have all of these tags.");
    static final Field DISCOVERY =
            number("table.discovery.interval.ms", 60_000, "How often tables are looked for that came or went.");

    static final Field STREAMLESS = text(
                    "table.without.stream",
                    "What is done with a table that never had a stream: fail; skip (it is captured once it has one, and"
                            + " while there is no table at all, the connector waits).")
            .withEnum(StreamlessMode.class, StreamlessMode.FAIL);

    // --- the scan ---------------------------------------------------------------------------------------------------

    static final Field SNAPSHOT_MODE = text(
                    "snapshot.mode",
                    "initial, initial_only, no_data, always, when_needed, configuration_based, custom: as Debezium has"
                            + " them.")
            .withEnum(SnapshotMode.class, SnapshotMode.INITIAL);
    static final Field SEGMENTS = number(
            "snapshot.segments", 1, "Into how many segments a table is cut, which are scanned at the same time.");
    static final Field PAGE_ITEMS =
            number("snapshot.page.items", 1_000, "How many items a page of a scan has, at most.");
    static final Field CAPACITY = Field.create("snapshot.max.capacity.units")
            .withDisplayName("snapshot.max.capacity.units")
            .withType(ConfigDef.Type.INT)
            .withWidth(ConfigDef.Width.SHORT)
            .withImportance(ConfigDef.Importance.MEDIUM)
            .withDescription("How many read capacity units a second a table's scan spends, at most. 0: no limit.")
            .withDefault(0)
            .withValidation(Field::isNonNegativeInteger);
    static final Field CONSISTENT = Field.create("snapshot.consistent.read")
            .withDisplayName("snapshot.consistent.read")
            .withType(ConfigDef.Type.BOOLEAN)
            .withWidth(ConfigDef.Width.SHORT)
            .withImportance(ConfigDef.Importance.LOW)
            .withDescription(
                    "Whether pages are read consistently, which costs twice as much. From the first catch-up on they"
                            + " are anyway.")
            .withDefault(false)
            .withValidation(Field::isBoolean);
    static final Field CATCH_UP = number(
            "snapshot.catch.up.interval.ms",
            3_600_000,
            "After how long a scan pauses while the stream is read to its head.");
    static final Field MARGIN = number(
            "snapshot.stream.margin.ms",
            600_000,
            "Changes that are older than the scan's beginning by more than this are passed over.");

    // --- the stream -------------------------------------------------------------------------------------------------

    static final Field BUSY = number("stream.poll.interval.ms", 200, "The pause between two reads of a shard.");
    static final Field IDLE = number(
            "stream.poll.idle.interval.ms", 1_000, "The pause between two reads of a shard that has nothing, at most.");
    static final Field LISTING = number("stream.shards.interval.ms", 30_000, "How often shards are listed.");
    static final Field THREADS = number("stream.max.threads", 8, "How many threads of a task read shards.");
    static final Field HELD = number(
            "stream.max.held.reads",
            16,
            "How many reads of shards a task holds in memory, at most. One of 1 MB takes up about ten times that.");
    static final Field GAP = text(
                    "stream.gap.mode",
                    "What is done when changes can no longer be read: fail; snapshot (the table is scanned again);"
                            + " continue (with the next that can be).")
            .withEnum(GapMode.class, GapMode.FAIL);
    static final Field PATIENCE = number(
            "dynamodb.retry.max.ms",
            900_000,
            "How long refusals that pass (throttling, no answer, the service's faults) are waited out before the task"
                    + " fails.");

    // --- records ----------------------------------------------------------------------------------------------------

    static final Field LAYOUT = text("value.layout", "How items are written: dynamodb_json, struct, kinesis.")
            .withEnum(ValueLayout.class, ValueLayout.DYNAMODB_JSON);
    static final Field NUMBERS = text("number.mode", "What numbers are in the layout struct: string, decimal, double.")
            .withDefault("string")
            .withAllowedValues(Set.of("string", "decimal", "double"))
            .withValidation((config, field, problems) -> {
                String mode = config.getString(field);
                if (Set.of("string", "decimal", "double").contains(mode)) {
                    return 0;
                }
                problems.accept(field, mode, "write string, decimal or double");
                return 1;
            });

    static final Field HEARTBEAT = Heartbeat.HEARTBEAT_INTERVAL
            .withDescription(
                    "How often the position of a table is written that has no changes, in milliseconds. Idle tables'"
                            + " streams move on too, so it cannot be turned off; at most an hour.")
            .withDefault(300_000)
            .withValidation((config, field, problems) -> {
                long interval = config.getLong(field);
                if (interval > 0 && interval <= 3_600_000) {
                    return 0;
                }
                problems.accept(field, interval, "write 1 to 3600000: positions of idle tables would grow too old");
                return 1;
            });

    /** A record that cannot be made must not be passed over: it would be lost. */
    static final Field FAILURES =
            CommonConnectorConfig.EVENT_PROCESSING_FAILURE_HANDLING_MODE.withValidation((config, field, problems) -> {
                String mode = config.getString(field);
                if (mode == null || mode.equalsIgnoreCase("fail")) {
                    return 0;
                }
                problems.accept(field, mode, "leave it at fail: a change that is passed over is lost");
                return 1;
            });

    /** Its streams have no transactions. */
    static final Field TRANSACTIONS =
            CommonConnectorConfig.PROVIDE_TRANSACTION_METADATA.withValidation((config, field, problems) -> {
                if (!config.getBoolean(field)) {
                    return 0;
                }
                problems.accept(
                        field,
                        true,
                        "leave it out: DynamoDB's streams do not tell which changes are of one transaction");
                return 1;
            });

    // --- signals ----------------------------------------------------------------------------------------------------

    private static final Set<String> CHANNELS = Set.of("source", "kafka", "file", "jmx");

    static final Field SIGNAL_TABLE = CommonConnectorConfig.SIGNAL_DATA_COLLECTION
            .withDescription("The table whose new items are signals, if source is one of signal.enabled.channels.")
            .withType(ConfigDef.Type.STRING)
            .withNoValidation()
            .withValidation((config, field, problems) -> {
                boolean used = config.hasKey(field) && channels(config).contains("source");
                if (used && config.getInteger("tasks.max", 1) > 1) {
                    problems.accept(
                            field,
                            config.getString(field),
                            "a table is read by one task, and signals are for all: use kafka, or set tasks.max to 1");
                    return 1;
                }
                return 0;
            });

    static final Field SIGNAL_CHANNELS = CommonConnectorConfig.SIGNAL_ENABLED_CHANNELS
            .withDescription("Where signals come from, with commas between: source, kafka, file, jmx.")
            .withValidation(Keys::areChannels);
    static final Field SIGNAL_TOPIC = text(
            "signal.kafka.topic",
            "The topic of signals, of one partition; keys are topic.prefix. Default: <topic.prefix>-signal.");
    static final Field SIGNAL_SERVERS =
            text("signal.kafka.bootstrap.servers", "The brokers that have the topic of signals.");
    static final Field SIGNAL_GROUP = text(
            "signal.kafka.groupId",
            "The consumer group that remembers which signals were read. Default: one of each task,"
                    + " kafka-signal-<topic.prefix>-<task>.");
    static final Field SIGNAL_FILE =
            text("signal.file", "The file of signals, one a line; it is emptied. Default: file-signals.txt.");

    /** What the connector tells a task. */
    static final String TASK_TABLES = "task.tables";

    private Keys() {}

    private static List<String> channels(Configuration config) {
        return config.hasKey(CommonConnectorConfig.SIGNAL_ENABLED_CHANNELS)
                ? config.getList(CommonConnectorConfig.SIGNAL_ENABLED_CHANNELS)
                : List.of("source");
    }

    private static int areChannels(Configuration config, Field field, Field.ValidationOutput problems) {
        List<String> channels = channels(config);
        for (String channel : channels) {
            if (!CHANNELS.contains(channel)) {
                problems.accept(field, channel, "write source, kafka, file or jmx, with commas between");
                return 1;
            }
        }
        boolean noTable = config.hasKey(field) && !config.hasKey(CommonConnectorConfig.SIGNAL_DATA_COLLECTION);
        if (channels.contains("source") && noTable) {
            problems.accept(field, "source", "set signal.data.collection too");
            return 1;
        }
        if (channels.contains("kafka") && !config.hasKey(SIGNAL_SERVERS)) {
            problems.accept(field, "kafka", "set signal.kafka.bootstrap.servers too");
            return 1;
        }
        int tasks = config.getInteger("tasks.max", 1);
        if (tasks > 1 && channels.contains("file")) {
            problems.accept(field, "file", "whoever reads the file empties it: use kafka, or set tasks.max to 1");
            return 1;
        }
        return 0;
    }

    /** For logs: Debezium knows passwords by their names, and these have others. */
    static Configuration withoutSecrets(Configuration properties) {
        Configuration.Builder shown = properties.edit();
        for (Field secret : List.of(SECRET, TOKEN)) {
            if (properties.hasKey(secret)) {
                shown.with(secret, "********");
            }
        }
        return shown.build();
    }

    private static Field text(String name, String description) {
        return Field.create(name)
                .withDisplayName(name)
                .withType(ConfigDef.Type.STRING)
                .withWidth(ConfigDef.Width.LONG)
                .withImportance(ConfigDef.Importance.MEDIUM)
                .withDescription(description);
    }

    private static Field number(String name, int byDefault, String description) {
        return Field.create(name)
                .withDisplayName(name)
                .withType(ConfigDef.Type.INT)
                .withWidth(ConfigDef.Width.SHORT)
                .withImportance(ConfigDef.Importance.LOW)
                .withDescription(description)
                .withDefault(byDefault)
                .withValidation(Field::isPositiveInteger);
    }
}
