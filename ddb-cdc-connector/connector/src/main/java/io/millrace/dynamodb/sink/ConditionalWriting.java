package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.TableWrites;
import io.millrace.dynamodb.client.WriteFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One request an item, which is done only if nothing newer was: so it may be repeated, at any time. */
final class ConditionalWriting implements Writing {

    private final TableWrites tables;
    private final Conditions conditions;
    private final String markAttribute;
    private final Workers workers;
    private final Refusals refusals;
    private final SinkMetrics metrics;

    ConditionalWriting(
            TableWrites tables, Replication replication, Workers workers, Refusals refusals, SinkMetrics metrics) {
        this.tables = tables;
        this.conditions = new Conditions(replication.markAttribute(), replication.versionAttribute());
        this.markAttribute = replication.markAttribute();
        this.workers = workers;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    @Override
    public void write(Queue<Write> writes, Lease lease) {
        workers.doAll(writes, this::apply, lease);
    }

    private void apply(Write write) {
        try {
            metrics.applied(write, write.item().isPresent() ? put(write) : delete(write));
        } catch (WriteFault e) {
            if (e.kind() != WriteFault.Kind.REFUSED) {
                throw e;
            }
            refusals.add(write.record(), e);
        }
    }

    private boolean put(Write write) {
        Map<String, AttributeValue> item = new HashMap<>(write.item().orElseThrow());
        item.put(markAttribute, write.mark().value());
        return tables.put(write.target().table(), item, Optional.of(conditions.ofPut(write)));
    }

    /**
     * The stream of the table shows of a delete only what the item was. If its changes are captured and come back, the item is marked
     * first, so that who deleted it can be told. A mark that is there already was set before an answer got lost.
     */
    private boolean delete(Write write) {
        String table = write.target().table();
        if (write.target().id().isEmpty()) {
            return tables.delete(table, write.key(), Optional.of(conditions.ofDelete(write)));
        }
        tables.set(table, write.key(), markAttribute, write.mark().asDeleting().value(), conditions.ofDeleting(write));
        return tables.delete(table, write.key(), Optional.of(conditions.ofDeleted(write)));
    }
}
