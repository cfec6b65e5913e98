package io.millrace.dynamodb.sink;

import io.millrace.dynamodb.client.Condition;
import io.millrace.dynamodb.client.PageRequest;
import io.millrace.dynamodb.client.ReadFault;
import io.millrace.dynamodb.client.ScanPage;
import io.millrace.dynamodb.client.TableFacts;
import io.millrace.dynamodb.client.TableReads;
import io.millrace.dynamodb.client.TableWrites;
import io.millrace.dynamodb.client.WriteFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables with the key {@code id}, that keep to conditions; they fail as they are told. */
final class InMemoryTables implements TableReads, TableWrites {

    private final Map<String, Map<AttributeValue, Map<String, AttributeValue>>> tables = new HashMap<>();
    private Supplier<Optional<WriteFault>> faults = Optional::empty;
    private Watcher watcher = (table, before, after) -> {};
    private int requests;
    private boolean hidden;

    /** Sees what changes. */
    interface Watcher {
        void changed(
                String table,
                @Nullable Map<String, AttributeValue> before,
                @Nullable Map<String, AttributeValue> after);
    }

    void watch(Watcher by) {
        watcher = by;
    }

    InMemoryTables with(String... names) {
        for (String name : names) {
            tables.put(name, new HashMap<>());
        }
        return this;
    }

    /** Before each request that writes. */
    void fail(Supplier<Optional<WriteFault>> how) {
        faults = how;
    }

    /** They cannot be looked at. */
    void hide() {
        hidden = true;
    }

    void show() {
        hidden = false;
    }

    Map<AttributeValue, Map<String, AttributeValue>> items(String table) {
        return tables.get(table);
    }

    int requests() {
        return requests;
    }

    private synchronized <T> T request(Supplier<T> what) {
        requests++;
        Optional<WriteFault> fault = faults.get();
        if (fault.isPresent()) {
            throw fault.get();
        }
        return what.get();
    }

    @Override
    public boolean put(String table, Map<String, AttributeValue> item, Optional<Condition> condition) {
        return request(() -> {
            if (!isMet(table, item, condition)) {
                return false;
            }
            store(table, item.get("id"), item);
            return true;
        });
    }

    @Override
    public boolean delete(String table, Map<String, AttributeValue> key, Optional<Condition> condition) {
        return request(() -> {
            if (!isMet(table, key, condition)) {
                return false;
            }
            store(table, key.get("id"), null);
            return true;
        });
    }

    @Override
    public boolean set(
            String table,
            Map<String, AttributeValue> key,
            String attribute,
            AttributeValue value,
            Condition condition) {
        return request(() -> {
            if (!isMet(table, key, Optional.of(condition))) {
                return false;
            }
            Map<String, AttributeValue> item = new HashMap<>(tables.get(table).getOrDefault(key.get("id"), key));
            item.put(attribute, value);
            store(table, key.get("id"), item);
            return true;
        });
    }

    @Override
    public List<Replacement> replaceAll(String table, List<Replacement> replacements) {
        return request(() -> {
            for (Replacement replacement : replacements) {
                AttributeValue id = replacement.key().get("id");
                store(table, id, replacement.item().orElse(null));
            }
            return new ArrayList<>();
        });
    }

    private void store(String table, AttributeValue id, @Nullable Map<String, AttributeValue> item) {
        Map<AttributeValue, Map<String, AttributeValue>> items = tables.get(table);
        Map<String, AttributeValue> before = item == null ? items.remove(id) : items.put(id, Map.copyOf(item));
        if (!Objects.equals(before, item)) {
            watcher.changed(table, before, item);
        }
    }

    private boolean isMet(String table, Map<String, AttributeValue> keyed, Optional<Condition> condition) {
        Map<String, AttributeValue> item = tables.get(table).getOrDefault(keyed.get("id"), Map.of());
        return condition.map(must -> Expressions.isMet(must, item)).orElse(true);
    }

    @Override
    public Optional<TableFacts> describe(String table) {
        if (hidden) {
            throw new ReadFault(ReadFault.Kind.PASSING, new IllegalStateException("as told"));
        }
        return Optional.ofNullable(tables.get(table))
                .map(any -> new TableFacts(table, Map.of("id", ScalarAttributeType.S), Optional.empty(), false));
    }

    @Override
    public List<String> list() {
        return List.copyOf(tables.keySet());
    }

    @Override
    public Map<String, String> tags(String table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScanPage page(PageRequest request) {
        throw new UnsupportedOperationException();
    }
}
