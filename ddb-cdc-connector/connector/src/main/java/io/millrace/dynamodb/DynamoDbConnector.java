package io.millrace.dynamodb;

import io.debezium.config.Configuration;
import io.debezium.connector.common.BaseSourceConnector;
import io.millrace.dynamodb.client.AwsClients;
import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.TableFacts;
import io.millrace.dynamodb.client.TableReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.jspecify.annotations.Nullable;

/** Finds the tables, and gives each to one task. */
public final class DynamoDbConnector extends BaseSourceConnector {

    private Map<String, String> properties = Map.of();
    private boolean waitsForTables;
    private @Nullable TableWatch watch;

    @Override
    public String version() {
        return Module.version();
    }

    @Override
    public void start(Map<String, String> props) {
        properties = Map.copyOf(props);
        DynamoDbConnectorConfig config = new DynamoDbConnectorConfig(Configuration.from(properties));
        AwsClients clients = new AwsClients(config.aws(), 2);
        TableReads reads = clients.tables();
        Duration interval = config.discoveryInterval();
        waitsForTables = config.streamlessMode() == StreamlessMode.SKIP;
        watch = new TableWatch(
                () -> captured(config, reads),
                () -> context.requestTaskReconfiguration(),
                context::raiseError,
                interval,
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), config.patience()),
                clients::close);
    }

    private static List<String> captured(DynamoDbConnectorConfig config, TableReads reads) {
        List<String> selected = config.selection().of(reads.list(), reads::tags);
        if (config.streamlessMode() == StreamlessMode.FAIL) {
            return selected;
        }
        return selected.stream()
                .filter(table ->
                        reads.describe(table).flatMap(TableFacts::streamArn).isPresent())
                .toList();
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        if (watch.tables().isEmpty()) {
            // not none: Connect would end the tasks that run
            throw new RetriableException("DynamoDB has not answered yet; its tables are not known.");
        }
        List<String> tables = watch.tables().get();
        if (tables.isEmpty() && !waitsForTables) {
            throw new ConnectException("No table is captured: none has a name that table.include.list has and"
                    + " table.exclude.list has not, and the tags of table.tags. (With table.without.stream=skip tables"
                    + " are waited for.)");
        }
        int tasks = Math.min(maxTasks, tables.size());
        List<List<String>> shares = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            shares.add(new ArrayList<>());
        }
        for (int table = 0; table < tables.size(); table++) {
            shares.get(table % tasks).add(tables.get(table));
        }
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put("task.id", Integer.toString(task));
            config.put(Keys.TASK_TABLES, String.join(",", shares.get(task)));
            configs.add(config);
        }
        return configs;
    }

    @Override
    public void stop() {
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DynamoDbTask.class;
    }

    @Override
    public ConfigDef config() {
        return DynamoDbConnectorConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> configs) {
        return new Config(
                List.copyOf(validateAllFields(Configuration.from(configs)).values()));
    }

    @Override
    protected Map<String, ConfigValue> validateAllFields(Configuration config) {
        return config.validate(DynamoDbConnectorConfig.ALL);
    }

    /** All positions are in Connect's offsets, and what follows a position is always the same. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }
}
