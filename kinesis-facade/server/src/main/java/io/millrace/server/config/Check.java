package io.millrace.server.config;

import java.time.Duration;

/** What the records' constructors demand of their settings. */
final class Check {

    private Check() {}

    static void port(String path, int port) {
        if (port < 0 || port > 65535) {
            throw ConfigException.at(path, port + " is not a port (1 to 65535, or 0 for any free one)");
        }
    }

    static void range(String path, long value, long least, long most) {
        if (value < least || value > most) {
            throw ConfigException.at(path, value + " is out of range (" + least + " to " + most + ")");
        }
    }

    static void size(String path, ByteSize size, ByteSize least, ByteSize most) {
        if (size.bytes() < least.bytes() || size.bytes() > most.bytes()) {
            throw ConfigException.at(path, size + " is out of range (" + least + " to " + most + ")");
        }
    }

    static void positive(String path, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw ConfigException.at(path, Durations.print(duration) + " is not a time above zero");
        }
    }

    static void notNegative(String path, Duration duration) {
        if (duration.isNegative()) {
            throw ConfigException.at(path, Durations.print(duration) + " is below zero");
        }
    }

    static void duration(String path, Duration duration, Duration least, Duration most) {
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw ConfigException.at(
                    path,
                    Durations.print(duration) + " is out of range (" + Durations.print(least) + " to "
                            + Durations.print(most) + ")");
        }
    }

    static void notBlank(String path, String value) {
        if (value.isBlank()) {
            throw ConfigException.at(path, "must not be empty");
        }
    }
}
