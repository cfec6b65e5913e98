package io.millrace.firehose.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The values of all keys as Java has them, with what was found wrong. Empty text is no value. */
final class Values {

    private static final Pattern FIRST_WORD = Pattern.compile("[: ]");

    private final Map<String, String> given;
    private final Map<String, ConfigValue> all;

    Values(Map<String, String> given, Map<String, ConfigValue> all) {
        this.given = given;
        this.all = all;
    }

    /** A key was asked for that is at fault: who asks cannot go on, and needs not, since that key is to be mended first. */
    static final class Faulty extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Faulty(String key) {
            super(key, null, false, false);
        }
    }

    /** Says that a key is at fault, why, and what to write. */
    void fault(String key, String why) {
        value(key).addErrorMessage(key + ": " + why);
    }

    boolean isFaulty(String key) {
        return !value(key).errorMessages().isEmpty();
    }

    /** Faults {@code key} with what a constructor finds to be wrong, or the key that its message begins with. */
    void attempt(String key, Runnable construction) {
        try {
            construction.run();
        } catch (Faulty e) {
            throw e;
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            String first = FIRST_WORD.splitAsStream(message).findFirst().orElse("");
            if (all.containsKey(first)) {
                value(first).addErrorMessage(message);
            } else {
                fault(key, message);
            }
        }
    }

    boolean isGiven(String key) {
        return given.containsKey(key);
    }

    /** Of what Connect itself knows, such as the connector's name. */
    Optional<String> connects(String key) {
        return Optional.ofNullable(given.get(key)).filter(text -> !text.isBlank());
    }

    /** Keys that begin so, without their beginning. */
    Map<String, String> under(String prefix) {
        return given.entrySet().stream()
                .filter(one -> one.getKey().startsWith(prefix))
                .collect(Collectors.toMap(one -> one.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    boolean has(String key) {
        return raw(key) != null && !raw(key).toString().isEmpty();
    }

    Optional<String> text(String key) {
        return has(key) ? Optional.of(String.valueOf(raw(key))) : Optional.empty();
    }

    Optional<Password> password(String key) {
        return Optional.ofNullable((Password) raw(key))
                .filter(password -> !password.value().isEmpty());
    }

    String secret(String key) {
        return password(key).map(Password::value).orElse("");
    }

    boolean isTrue(String key) {
        return Boolean.TRUE.equals(raw(key));
    }

    Optional<Double> number(String key) {
        return Optional.ofNullable((Number) raw(key)).map(Number::doubleValue);
    }

    int integer(String key) {
        return number(key).orElseThrow().intValue();
    }

    Duration seconds(String key) {
        return Duration.ofSeconds(number(key).orElseThrow().longValue());
    }

    long mebibytes(String key) {
        return number(key).orElseThrow().longValue() << 20;
    }

    List<String> list(String key) {
        List<String> texts = new ArrayList<>();
        if (raw(key) instanceof List<?> list) {
            list.forEach(text -> texts.add(String.valueOf(text)));
        }
        return texts;
    }

    <T> T choice(String key, Choice<T> choice) {
        return choice.parse(text(key).orElseThrow());
    }

    private @Nullable Object raw(String key) {
        ConfigValue value = value(key);
        if (!value.errorMessages().isEmpty()) {
            throw new Faulty(key);
        }
        return value.value();
    }

    private ConfigValue value(String key) {
        ConfigValue value = all.get(key);
        if (value == null) {
            throw new IllegalStateException(key + " is not defined");
        }
        return value;
    }
}
