package io.millrace.mapping;

import java.util.Optional;

/**
 * The name of a stream, and of its topic: 1 to 128 of {@code a-zA-Z0-9_.-}.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">CreateStream</a>
 */
public record StreamName(String value) {

    private static final int MAX_LENGTH = 128;

    public StreamName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a stream name: \"" + value + "\"");
        }
    }

    public static Optional<StreamName> parse(String text) {
        return isValid(text) ? Optional.of(new StreamName(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(StreamName::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
