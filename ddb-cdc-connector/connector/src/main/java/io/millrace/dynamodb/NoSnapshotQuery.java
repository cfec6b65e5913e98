package io.millrace.dynamodb;

import io.debezium.annotation.ConnectorSpecific;
import io.debezium.snapshot.spi.SnapshotQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debezium wants a query of who scans; a scan has none. */
@ConnectorSpecific(connector = DynamoDbConnector.class)
public final class NoSnapshotQuery implements SnapshotQuery {

    @Override
    public String name() {
        return "select_all";
    }

    @Override
    public Optional<String> snapshotQuery(String table, List<String> columns) {
        return Optional.empty();
    }

    @Override
    public void configure(Map<String, ?> properties) {}
}
