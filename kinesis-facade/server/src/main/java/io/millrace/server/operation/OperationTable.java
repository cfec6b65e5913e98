package io.millrace.server.operation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The operations of one service by their names. What is not listed does not exist. */
public final class OperationTable {

    private final String targetPrefix;
    private final Map<String, Entry<?, ?>> entries;

    private OperationTable(String targetPrefix, Map<String, Entry<?, ?>> entries) {
        this.targetPrefix = targetPrefix;
        this.entries = Map.copyOf(entries);
    }

    /** @param targetPrefix what stands before the dot in {@code X-Amz-Target}, such as {@code Kinesis_20131202} */
    public static Builder of(String targetPrefix) {
        return new Builder(targetPrefix);
    }

    public String targetPrefix() {
        return targetPrefix;
    }

    /** What stands in it before the version, such as {@code Kinesis}. */
    public String service() {
        int version = targetPrefix.indexOf('_');
        return version < 0 ? targetPrefix : targetPrefix.substring(0, version);
    }

    public Optional<Entry<?, ?>> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    public Set<String> names() {
        return entries.keySet();
    }

    /** The same operations by the same names, each changed: wrapped in what limits it, say. */
    public OperationTable changed(UnaryOperator<Entry<?, ?>> change) {
        Map<String, Entry<?, ?>> all = new HashMap<>();
        entries.forEach((name, entry) -> all.put(name, change.apply(entry)));
        return new OperationTable(targetPrefix, all);
    }

    /** An operation with the class of its request, from which the codec learns the shape. */
    public record Entry<I extends Record, O>(String name, Class<I> requestType, Operation<I, O> operation) {}

    public static final class Builder {

        private final String targetPrefix;
        private final Map<String, Entry<?, ?>> entries = new LinkedHashMap<>();

        private Builder(String targetPrefix) {
            this.targetPrefix = targetPrefix;
        }

        /** Lists an operation under the simple name of its class. */
        public <I extends Record, O> Builder add(Class<I> requestType, Operation<I, O> operation) {
            String name = operation.getClass().getSimpleName();
            if (entries.put(name, new Entry<>(name, requestType, operation)) != null) {
                throw new IllegalArgumentException(name + " is listed twice");
            }
            return this;
        }

        public OperationTable build() {
            return new OperationTable(targetPrefix, entries);
        }
    }
}
