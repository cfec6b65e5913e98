package io.millrace.dynamodb;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map that is made when somebody looks: Connect looks at the last of a partition's when it commits, and at no other. */
final class LazyMap extends AbstractMap<String, Object> {

    private final Supplier<Map<String, Object>> maker;
    private @Nullable Map<String, Object> made;

    LazyMap(Supplier<Map<String, Object>> maker) {
        this.maker = maker;
    }

    private synchronized Map<String, Object> made() {
        Map<String, Object> known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return made().entrySet();
    }

    @Override
    public @Nullable Object put(String key, Object value) {
        return made().put(key, value);
    }

    /** It is most of what a record's offset is asked for. */
    @Override
    public boolean isEmpty() {
        return false;
    }
}
