package io.millrace.firehose.config;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Where something is asked over HTTP. A password within would do nothing, and be in logs. */
record HttpUrl() implements ConfigDef.Validator {

    private static final Pattern WITH_USER = Pattern.compile("\\s*([^:/?#]+://)?[^/?#]*@.*", Pattern.DOTALL);
    private static final Parsed FORM =
            new Parsed("an http or https URL", "write a URL, such as https://host:9000", Texts::httpUrl);

    @Override
    public void ensureValid(String key, @Nullable Object value) {
        if (value != null && WITH_USER.matcher(value.toString()).matches()) {
            throw new ConfigException(key
                    + ": a URL must not hold a user and a password: write it without, and them to the keys for them");
        }
        FORM.ensureValid(key, value);
    }

    @Override
    public String toString() {
        return FORM.toString();
    }
}
