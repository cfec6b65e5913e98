package io.millrace.dynamodb;

import io.debezium.pipeline.signal.SignalProcessor;
import io.debezium.pipeline.signal.SignalRecord;
import io.debezium.pipeline.signal.channels.SourceSignalChannel;
import io.millrace.dynamodb.convert.Change;
import io.millrace.dynamodb.convert.ChangeKind;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Signals that are the new items of a table, with {@code id}, {@code type} and {@code data}, which are texts. */
final class SignalTable {

    private static final Logger LOG = LoggerFactory.getLogger(SignalTable.class);

    private final Optional<String> name;
    private final SignalProcessor<TablePartition, TableOffset> processor;
    private final TablePartition everyTable;

    SignalTable(DynamoDbConnectorConfig config, SignalProcessor<TablePartition, TableOffset> processor) {
        this.name = config.signalTable();
        this.processor = processor;
        this.everyTable = new TablePartition(config.getLogicalName(), "");
    }

    /** Whether it was a signal, which has been handed on. */
    boolean take(String table, Change change) {
        if (name.filter(table::equals).isEmpty() || change.kind() != ChangeKind.INSERT) {
            return false;
        }
        Map<String, AttributeValue> item = change.newImage().orElse(Map.of());
        if (text(item, "id").isEmpty() || text(item, "type").isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("table", table)
                    .log("a new item is no signal: a signal has the texts id, type and data, in the stream too");
            return false;
        }
        processor
                .getSignalChannel(SourceSignalChannel.class)
                .signals
                .add(new SignalRecord(
                        text(item, "id").get(),
                        text(item, "type").get(),
                        text(item, "data").orElse("{}"),
                        Map.of()));
        processor.processSourceSignal(everyTable);
        return true;
    }

    private static Optional<String> text(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::s);
    }
}
