package io.millrace.mapping;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a delivery stream: 1 to 64 of {@code a-zA-Z0-9_.-}.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html">CreateDeliveryStream</a>
 */
public record DeliveryStreamName(String value) implements Comparable<DeliveryStreamName> {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    public DeliveryStreamName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a delivery stream: \"" + value + "\"");
        }
    }

    public static Optional<DeliveryStreamName> parse(String text) {
        return NAME.matcher(text).matches() ? Optional.of(new DeliveryStreamName(text)) : Optional.empty();
    }

    @Override
    public int compareTo(DeliveryStreamName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
