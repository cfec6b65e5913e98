package io.millrace.firehose.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** A key while it is being described. */
final class Option {

    private final String key;
    private final ConfigDef.Type type;
    private final String title;
    private final String documentation;
    private final Map<String, Set<String>> parents = new LinkedHashMap<>();
    private final Set<String> children = new LinkedHashSet<>();

    private @Nullable Object defaultValue;
    private @Nullable String shownDefault;
    private ConfigDef.@Nullable Validator validator;
    private List<String> offered = List.of();
    private Importance importance = Importance.MEDIUM;

    /** @param title as a form shows it */
    private Option(String key, ConfigDef.Type type, String title, String documentation) {
        this.key = key;
        this.type = type;
        this.title = title;
        this.documentation = documentation;
    }

    static Option text(String key, String title, String documentation) {
        return new Option(key, ConfigDef.Type.STRING, title, documentation);
    }

    static Option whole(String key, String title, String documentation) {
        return new Option(key, ConfigDef.Type.INT, title, documentation);
    }

    static Option flag(String key, String title, String documentation) {
        return new Option(key, ConfigDef.Type.BOOLEAN, title, documentation);
    }

    static Option secret(String key, String title, String documentation) {
        return new Option(key, ConfigDef.Type.PASSWORD, title, documentation);
    }

    static Option list(String key, String title, String documentation) {
        return new Option(key, ConfigDef.Type.LIST, title, documentation);
    }

    static Option decimal(String key, String title, String documentation) {
        return new Option(key, ConfigDef.Type.DOUBLE, title, documentation);
    }

    Option required() {
        defaultValue = ConfigDef.NO_DEFAULT_VALUE;
        return high();
    }

    Option defaultsTo(Object value) {
        defaultValue = value;
        return this;
    }

    /** For a default that other keys decide. */
    Option defaultsToWhat(String says) {
        shownDefault = says;
        return this;
    }

    Option within(double least, double most) {
        return valid(new Between(least, most));
    }

    Option atLeast(double least) {
        return valid(Between.atLeast(least));
    }

    Option oneOf(Choice<?> choice) {
        offered = choice.words();
        return valid(choice);
    }

    Option valid(ConfigDef.Validator by) {
        validator = by;
        return this;
    }

    Option offers(List<String> values) {
        offered = values;
        return this;
    }

    Option high() {
        importance = Importance.HIGH;
        return this;
    }

    Option low() {
        importance = Importance.LOW;
        return this;
    }

    /** Only of use if {@code parent} is one of these. */
    Option when(String parent, String... words) {
        parents.put(parent, new LinkedHashSet<>(List.of(words)));
        return this;
    }

    String key() {
        return key;
    }

    /** What the reference page says the default is; empty for none. */
    String shownDefault() {
        if (shownDefault != null) {
            return shownDefault;
        }
        if (defaultValue == null || defaultValue.equals("") || defaultValue.equals(List.of())) {
            return "";
        }
        return defaultValue == ConfigDef.NO_DEFAULT_VALUE ? "required" : "`" + defaultValue + "`";
    }

    String documentation() {
        return documentation;
    }

    ConfigDef.Type type() {
        return type;
    }

    String shownValues() {
        return validator == null ? "" : validator.toString();
    }

    /** When it is of use, if that is not always. */
    String shownCondition() {
        StringBuilder condition = new StringBuilder();
        parents.forEach((parent, words) -> condition
                .append("Only with `")
                .append(parent)
                .append("` ")
                .append(String.join(", ", words))
                .append(". "));
        return condition.toString();
    }

    /** Tells parents of their children, which ConfigDef wants to know from them. */
    static void marry(Map<String, Option> all) {
        all.values()
                .forEach(option -> option.parents
                        .keySet()
                        .forEach(parent -> all.get(parent).children.add(option.key)));
    }

    void define(ConfigDef in, String group, int order) {
        in.define(
                key,
                type,
                defaultValue,
                validator,
                importance,
                documentation,
                group,
                order,
                width(),
                title,
                new ArrayList<>(children),
                new Visibility(parents, offered));
    }

    private Width width() {
        return switch (type) {
            case BOOLEAN, SHORT, INT, LONG, DOUBLE -> Width.SHORT;
            case PASSWORD -> Width.MEDIUM;
            case STRING -> offered.isEmpty() ? Width.LONG : Width.SHORT;
            case LIST, CLASS -> Width.LONG;
        };
    }
}
