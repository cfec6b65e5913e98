package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When a write may be done, as DynamoDB is told. */
final class Conditions {

    private final String markAttribute;
    private final Optional<String> versionAttribute;

    Conditions(String markAttribute, Optional<String> versionAttribute) {
        this.markAttribute = markAttribute;
        this.versionAttribute = versionAttribute;
    }

    /** There is nothing newer of the same source. */
    Condition ofPut(Write write) {
        Expression expression = new Expression(write);
        return expression.condition(expression.newer() + expression.version(expression.putVersion()));
    }

    Condition ofDelete(Write write) {
        Expression expression = new Expression(write);
        String newer = write.kind() == Write.Kind.ECHOED_DELETE ? expression.newerOfTheSource() : expression.newer();
        return expression.condition(newer + expression.version("<="));
    }

    /** Of the mark that is set before an item is deleted: there is one, and it may be deleted. */
    Condition ofDeleting(Write write) {
        Condition delete = ofDelete(write);
        Map<String, String> names = new HashMap<>(delete.names());
        names.put("#key", write.target().partitionKey());
        return new Condition("attribute_exists(#key) AND " + delete.expression(), names, delete.values());
    }

    /** It still has the mark of this delete. */
    Condition ofDeleted(Write write) {
        Expression expression = new Expression(write);
        return expression.condition("#mark.#from = " + expression.from() + " AND #mark.#at = " + expression.at()
                + " AND attribute_exists(" + expression.deleting() + ")");
    }

    private final class Expression {

        private final Write write;
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, AttributeValue> values = new HashMap<>();

        Expression(Write write) {
            this.write = write;
            names.put("#mark", markAttribute);
            names.put("#from", Mark.FROM);
            names.put("#at", Mark.AT);
        }

        Condition condition(String text) {
            return new Condition(text, names, values);
        }

        /** As {@link Position#isAfter}. */
        String newer() {
            return "(attribute_not_exists(#mark) OR #mark.#from <> " + from() + " OR " + after() + ")";
        }

        /** Of a change, not of a scan: a condition in parentheses already, and DynamoDB refuses two. */
        String newerOfTheSource() {
            return "#mark.#from = " + from() + " AND " + after();
        }

        private String after() {
            Position position = write.mark().position();
            names.put("#time", Mark.TIME);
            values.put(":stream", AttributeValue.fromS(position.stream()));
            values.put(
                    ":time", AttributeValue.fromN(Long.toString(position.time().toEpochMilli())));
            return position.isScanned()
                    ? "#mark.#at < :stream OR (begins_with(#mark.#at, :stream) AND #mark.#time < :time)"
                    : "(#mark.#at < " + at() + " AND (#mark.#at <> :stream OR #mark.#time <= :time))";
        }

        String from() {
            values.put(":from", AttributeValue.fromS(write.mark().from()));
            return ":from";
        }

        String at() {
            values.put(":at", AttributeValue.fromS(write.mark().position().at()));
            return ":at";
        }

        String deleting() {
            names.put("#deleting", Mark.DELETING);
            return "#mark.#deleting";
        }

        /** Of two that are equal, both tables keep the same: that of the source whose name is the last. */
        String putVersion() {
            boolean keepsOwn = write.target()
                    .id()
                    .filter(own -> own.compareTo(write.mark().from()) > 0)
                    .isPresent();
            return keepsOwn ? "<" : "<=";
        }

        /** What is there has no version, or one that is not above. */
        String version(String than) {
            if (versionAttribute.isEmpty()) {
                return "";
            }
            names.put("#version", versionAttribute.get());
            StringBuilder any = new StringBuilder("attribute_not_exists(#version)");
            write.version().ifPresent(version -> {
                values.put(":version", version);
                any.append(" OR #version ").append(than).append(" :version");
                if (than.equals("<")) {
                    any.append(" OR (#version = :version AND #mark.#from = ")
                            .append(from())
                            .append(")");
                }
            });
            write.floor().ifPresent(floor -> {
                values.put(":floor", floor);
                any.append(" OR #version <= :floor");
            });
            return " AND (" + any + ")";
        }
    }
}
