package io.millrace.dynamodb.sink;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The properties that are the sink's own. Those of DynamoDB are named as the source's. */
final class SinkOptions {

    static final String REGION = "dynamodb.region";
    static final String ENDPOINT = "dynamodb.endpoint";
    static final String KEY_ID = "dynamodb.access.key.id";
    static final String SECRET = "dynamodb.secret.access.key";
    static final String TOKEN = "dynamodb.session.token";
    static final String PROFILE = "dynamodb.profile";
    static final String ROLE = "dynamodb.role.arn";
    static final String EXTERNAL_ID = "dynamodb.role.external.id";

    static final String NAME_FORMAT = "table.name.format";
    static final String NAMES = "table.name.overrides";

    static final String MODE = "write.mode";
    static final String CONDITIONAL = "conditional";
    static final String BULK = "bulk";
    static final String THREADS = "write.max.threads";
    static final String LEASE = "write.batch.max.ms";
    static final String PATIENCE = "dynamodb.retry.max.ms";
    static final String TTL = "ttl.deletes";
    static final String APPLY = "apply";
    static final String IGNORE = "ignore";

    static final String MARK = "mark.attribute";
    static final String PREFIX = "target.topic.prefix";
    static final String VERSION = "version.attribute";

    static final ConfigDef DEFINITION = define();

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    private SinkOptions() {}

    private static ConfigDef define() {
        ConfigDef all = new ConfigDef();
        Group dynamoDb = new Group(all, "DynamoDB");
        dynamoDb.text(REGION, null, Importance.HIGH, "The AWS region. Default: as the SDK finds it.");
        dynamoDb.text(ENDPOINT, null, Importance.MEDIUM, "The URL of DynamoDB, for what is not AWS.");
        dynamoDb.text(
                KEY_ID,
                null,
                Importance.MEDIUM,
                "The access key's id. Default: the SDK's default chain of credentials.");
        dynamoDb.secret(SECRET, "The access key's secret.");
        dynamoDb.secret(TOKEN, "The session token of temporary credentials.");
        dynamoDb.text(PROFILE, null, Importance.MEDIUM, "A profile of the SDK's files, instead of an access key.");
        dynamoDb.text(ROLE, null, Importance.MEDIUM, "A role to assume with these credentials.");
        dynamoDb.text(EXTERNAL_ID, null, Importance.LOW, "The external id that the role asks for.");

        Group tables = new Group(all, "Tables");
        tables.text(
                NAME_FORMAT,
                "${topic}",
                Importance.HIGH,
                "The table that a topic's changes are written to. ${topic} is the topic's name, ${table} the source"
                        + " table's. It must exist, with a key whose attributes are in the items.");
        tables.list(NAMES, "topic=table, with commas between: topics whose table has another name.", new Pairs());

        Group writes = new Group(all, "Writes");
        writes.choice(
                MODE,
                List.of(CONDITIONAL, BULK),
                "conditional: each item has a mark of its last change, and an older one does not replace it. bulk: 25 items"
                        + " a request, without marks, whatever is there.");
        writes.choice(TTL, List.of(APPLY, IGNORE), "What is done with deletes that TTL made in the source.");
        writes.number(THREADS, 8, 1, 256, "How many requests a task makes at the same time.");
        writes.number(
                LEASE,
                30_000,
                100,
                240_000,
                "For how long what Connect handed over is tried before Connect is asked to hand it over again. Less than the"
                        + " consumer's session.timeout.ms.");
        writes.number(
                PATIENCE,
                900_000,
                1,
                Integer.MAX_VALUE,
                "How long refusals that pass (throttling, no answer, the service's faults) are waited out before the task"
                        + " fails.");

        Group both = new Group(all, "Marks, and two tables that follow each other");
        both.text(MARK, "_millrace", Importance.LOW, "The attribute that holds an item's mark.");
        both.text(
                PREFIX,
                null,
                Importance.MEDIUM,
                "The topic.prefix of the connector that captures the tables which are written here, if one does and its changes"
                        + " go back: then they are not written here again.");
        both.text(
                VERSION,
                null,
                Importance.MEDIUM,
                "An attribute (N or S) that each writer, in each table, sets higher than what it overwrites. Of two writes of an"
                        + " item the higher stays, in each table.");
        return all;
    }

    /** Topics, each with its table. */
    private record Pairs() implements ConfigDef.Validator {

        @Override
        public void ensureValid(String name, @Nullable Object value) {
            for (Object pair : value == null ? List.of() : (List<?>) value) {
                String[] parts = pair.toString().split("=", 2);
                if (parts.length != 2
                        || parts[0].isBlank()
                        || !TABLE_NAME.matcher(parts[1].strip()).matches()) {
                    throw new ConfigException(name, pair, "write topic=table");
                }
            }
        }

        @Override
        public String toString() {
            return "topic=table,...";
        }
    }

    /** Keys that are shown together, in the order in which they are defined. */
    private static final class Group {

        private final ConfigDef all;
        private final String name;
        private int order;

        Group(ConfigDef all, String name) {
            this.all = all;
            this.name = name;
        }

        void text(String key, @Nullable String byDefault, Importance importance, String what) {
            all.define(key, Type.STRING, byDefault, importance, what, name, ++order, Width.LONG, key);
        }

        void secret(String key, String what) {
            all.define(key, Type.PASSWORD, null, Importance.MEDIUM, what, name, ++order, Width.MEDIUM, key);
        }

        void list(String key, String what, ConfigDef.Validator validator) {
            all.define(key, Type.LIST, List.of(), validator, Importance.MEDIUM, what, name, ++order, Width.LONG, key);
        }

        void choice(String key, List<String> words, String what) {
            all.define(
                    key,
                    Type.STRING,
                    words.get(0),
                    ConfigDef.ValidString.in(words.toArray(String[]::new)),
                    Importance.MEDIUM,
                    what,
                    name,
                    ++order,
                    Width.SHORT,
                    key,
                    new Words(words));
        }

        void number(String key, int byDefault, int least, int most, String what) {
            all.define(
                    key,
                    Type.INT,
                    byDefault,
                    ConfigDef.Range.between(least, most),
                    Importance.LOW,
                    what,
                    name,
                    ++order,
                    Width.SHORT,
                    key);
        }
    }

    /** What a form offers. */
    private record Words(List<String> words) implements ConfigDef.Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return List.copyOf(words);
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return true;
        }
    }
}
