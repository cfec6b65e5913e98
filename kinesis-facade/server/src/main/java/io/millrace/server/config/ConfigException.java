package io.millrace.server.config;

/** A setting is wrong. The message names the setting and is meant for the person who wrote it. */
public final class ConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    static ConfigException at(String path, String problem) {
        return new ConfigException(path + ": " + problem);
    }
}
