package io.millrace.dynamodb.sink;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item carries of the change that made it what it is.
 *
 * @param from whose change it was: {@code <topic.prefix>.<table>}
 * @param origin where it was first made: another table if {@code from} is a replica itself
 * @param deleting whether the item is about to be deleted
 */
record Mark(String from, String origin, Position position, boolean deleting) {

    static final String FROM = "from";
    static final String ORIGIN = "origin";
    static final String AT = "at";
    static final String TIME = "time";
    static final String DELETING = "deleting";

    AttributeValue value() {
        Map<String, AttributeValue> fields = new HashMap<>();
        fields.put(FROM, AttributeValue.fromS(from));
        if (!origin.equals(from)) {
            fields.put(ORIGIN, AttributeValue.fromS(origin));
        }
        fields.put(AT, AttributeValue.fromS(position.at()));
        fields.put(TIME, AttributeValue.fromN(Long.toString(position.time().toEpochMilli())));
        if (deleting) {
            fields.put(DELETING, AttributeValue.fromBool(true));
        }
        return AttributeValue.fromM(fields);
    }

    /** Empty if there is none. */
    static Optional<Mark> in(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            return Optional.empty();
        }
        Map<String, AttributeValue> fields = value.m();
        AttributeValue from = fields.get(FROM);
        AttributeValue at = fields.get(AT);
        AttributeValue time = fields.get(TIME);
        if (from == null || at == null || time == null) {
            throw new IllegalArgumentException("the attribute " + attribute
                    + " is something else than a replica's mark: name another with mark.attribute");
        }
        return Optional.of(new Mark(
                from.s(),
                fields.containsKey(ORIGIN) ? fields.get(ORIGIN).s() : from.s(),
                new Position(
                        at.s().substring(0, at.s().indexOf('/') + 1),
                        at.s(),
                        Instant.ofEpochMilli(Long.parseLong(time.n()))),
                fields.containsKey(DELETING)));
    }

    Mark asDeleting() {
        return new Mark(from, origin, position, true);
    }
}
