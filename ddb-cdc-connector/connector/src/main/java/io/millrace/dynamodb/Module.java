package io.millrace.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What version this is. */
public final class Module {

    private static final String VERSION = read();

    private Module() {}

    public static String version() {
        return VERSION;
    }

    private static String read() {
        try (InputStream file = Module.class.getResourceAsStream("module.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
