package io.millrace.server.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the records from a complete tree; a value that does not fit its component is reported with its path. */
final class ConfigReader {

    private ConfigReader() {}

    static <R extends Record> R read(Class<R> type, JsonNode tree) {
        return record(type, tree, "");
    }

    private static <R> R record(Class<R> type, JsonNode tree, String prefix) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component(component, tree.path(component.getName()), prefix + component.getName()))
                .toArray();
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ConfigException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(type + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static Object component(RecordComponent component, JsonNode node, String path) {
        if (ConfigKeys.isRoom(component)) {
            return record(component.getType(), node, path + ".");
        }
        if (component.getType() == Map.class) {
            return properties(node, path);
        }
        return scalar(component.getType(), text(node, path), path);
    }

    private static Map<String, String> properties(JsonNode node, String path) {
        Map<String, String> properties = new LinkedHashMap<>();
        flatten(node, path, "", properties);
        return properties;
    }

    /** YAML writes {@code a.b: 1} and {@code a: {b: 1}}; a Kafka property has but one name. */
    private static void flatten(JsonNode node, String path, String prefix, Map<String, String> into) {
        if (!node.isObject()) {
            throw ConfigException.at(path, "is a group of properties, not a value");
        }
        node.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(entry.getValue(), path, name + ".", into);
            } else {
                into.put(name, text(entry.getValue(), path + "." + name));
            }
        });
    }

    private static String text(JsonNode node, String path) {
        if (node.isNull() || node.isMissingNode()) {
            return "";
        }
        if (!node.isValueNode()) {
            throw ConfigException.at(path, "is one value, not a group or a list");
        }
        return node.asText();
    }

    private static Object scalar(Class<?> type, String text, String path) {
        try {
            if (type == String.class) {
                return text;
            } else if (type == int.class) {
                return Integer.parseInt(text.strip());
            } else if (type == boolean.class) {
                return bool(text.strip());
            } else if (type == Duration.class) {
                return Durations.parse(text);
            } else if (type == ByteSize.class) {
                return ByteSize.parse(text);
            } else if (type == Optional.class) {
                return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
            } else if (type.isEnum()) {
                return constant(type, text.strip());
            }
            throw new IllegalStateException("no setting can be a " + type);
        } catch (NumberFormatException e) {
            throw ConfigException.at(path, "'" + text + "' is not a whole number");
        } catch (ConfigException e) {
            throw ConfigException.at(path, e.getMessage());
        }
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException("'" + text + "' is neither true nor false");
        };
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new ConfigException("'" + text + "' is none of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}
