package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.client.TableFacts;
import io.millrace.dynamodb.client.TableReads;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables that are written, each looked at before its first write. */
final class Targets {

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private final TableReads tables;
    private final TableNames names;
    private final Optional<String> prefix;
    private final Map<String, Target> known = new HashMap<>();

    /** @param prefix the topic.prefix of the connector that captures them, if one does */
    Targets(TableReads tables, TableNames names, Optional<String> prefix) {
        this.tables = tables;
        this.names = names;
        this.prefix = prefix;
    }

    /** Before there are records: what can be known by topic. Whether DynamoDB answers the first record will show. */
    void expect(String topic) {
        if (!names.needsTable(topic)) {
            try {
                target(topic, names.of(topic, ""));
            } catch (RetriableException e) {
                LOG.debug("The tables will be looked at later", e);
            }
        }
    }

    Target of(String topic, SourceChange change) {
        Target target = target(topic, names.of(topic, change.table()));
        if (change.streamArn().isPresent()
                && change.streamArn().equals(target.facts().streamArn())) {
            throw new ConnectException("The topic " + topic + " has the changes of the table " + target.table()
                    + " itself, and would be written to it: name another table with table.name.format.");
        }
        return target;
    }

    private Target target(String topic, String table) {
        Target target = known.get(table);
        if (target == null) {
            target = new Target(facts(topic, table), prefix.map(id -> id + "." + table));
            known.put(table, target);
        }
        return target;
    }

    private TableFacts facts(String topic, String table) {
        try {
            return tables.describe(table)
                    .orElseThrow(() -> new ConnectException("There is no table " + table + " for the topic " + topic
                            + ": create it with the source's key, or name another with table.name.format."));
        } catch (ReadFault e) {
            throw new RetriableException("The table " + table + " cannot be looked at now", e);
        }
    }
}
