package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.convert.ChangeKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a change of one table means for another. Pure.
 *
 * @param markAttribute the attribute that holds marks
 * @param versionAttribute the attribute by whose value the last writer is found, if there is one
 * @param ttlDeletes whether what TTL removed is deleted
 */
record Replication(String markAttribute, Optional<String> versionAttribute, boolean ttlDeletes) {

    /** Empty if there is nothing to be done. */
    Optional<Write> of(SinkRecord record, SourceChange change, Target target) {
        return change.kind() == ChangeKind.REMOVE ? delete(record, change, target) : put(record, change, target);
    }

    private Optional<Write> put(SinkRecord record, SourceChange change, Target target) {
        Map<String, AttributeValue> item = new HashMap<>(change.item());
        Optional<Mark> mark = replicatorsMark(change, target);
        if (mark.isPresent() && (mark.get().deleting() || isTargets(mark.get().origin(), target))) {
            return Optional.empty();
        }
        item.remove(markAttribute);
        Map<String, AttributeValue> key = target.keyOf(item);
        item.putAll(key);
        return Optional.of(new Write(
                record,
                target,
                key,
                Optional.of(item),
                marked(change, mark),
                versionAttribute.map(item::get),
                Optional.empty(),
                Write.Kind.PUT));
    }

    /**
     * The mark, if a replica's sink wrote the item. A writer of the table itself may leave the mark where it was: so only one that is new
     * tells.
     */
    private Optional<Mark> replicatorsMark(SourceChange change, Target target) {
        Optional<Mark> mark = Mark.in(change.item(), markAttribute);
        if (mark.isEmpty() || change.kind() != ChangeKind.MODIFY) {
            return mark;
        }
        if (!change.showsBefore()) {
            if (target.id().isPresent()) {
                throw new IllegalArgumentException(
                        "the source's stream must show NEW_AND_OLD_IMAGES, since changes go both ways");
            }
            return Optional.empty();
        }
        return mark.equals(change.before().flatMap(old -> Mark.in(old, markAttribute))) ? Optional.empty() : mark;
    }

    private Optional<Write> delete(SinkRecord record, SourceChange change, Target target) {
        if (change.ttl() && !ttlDeletes) {
            return Optional.empty();
        }
        Map<String, AttributeValue> old = change.item();
        Optional<Mark> mark = Mark.in(old, markAttribute).filter(Mark::deleting);
        boolean echoed = mark.isPresent() && isTargets(mark.get().origin(), target);
        return Optional.of(new Write(
                record,
                target,
                target.keyOf(old),
                Optional.empty(),
                marked(change, echoed ? Optional.empty() : mark),
                versionAttribute.map(old::get),
                Optional.empty(),
                echoed ? Write.Kind.ECHOED_DELETE : Write.Kind.DELETE));
    }

    private static Mark marked(SourceChange change, Optional<Mark> replicators) {
        return new Mark(change.from(), replicators.map(Mark::origin).orElse(change.from()), change.position(), false);
    }

    private static boolean isTargets(String origin, Target target) {
        return target.id().isPresent() && target.id().get().equals(origin);
    }
}
