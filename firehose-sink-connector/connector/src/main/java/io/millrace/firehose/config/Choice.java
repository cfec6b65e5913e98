package io.millrace.firehose.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** One of several words; their case does not matter. */
final class Choice<T> implements ConfigDef.Validator {

    private final Map<String, T> byWord = new LinkedHashMap<>();

    private Choice(T[] values, Function<T, String> word) {
        for (T value : values) {
            byWord.put(word.apply(value), value);
        }
    }

    static <T> Choice<T> of(T[] values, Function<T, String> word) {
        return new Choice<>(values, word);
    }

    /** The names of an enum, in lower case. */
    static <E extends Enum<E>> Choice<E> lowerCase(E[] values) {
        return new Choice<>(values, value -> value.name().toLowerCase(Locale.ROOT));
    }

    static Choice<String> words(String... words) {
        return new Choice<>(words, Function.identity());
    }

    List<String> words() {
        return List.copyOf(byWord.keySet());
    }

    String word(T value) {
        return byWord.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    T parse(String text) {
        return byWord.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text))
                .getValue();
    }

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null && words().stream().noneMatch(value.toString()::equalsIgnoreCase)) {
            throw new ConfigException(key, value, "write one of " + this);
        }
    }

    @Override
    public String toString() {
        return String.join(", ", words());
    }
}
