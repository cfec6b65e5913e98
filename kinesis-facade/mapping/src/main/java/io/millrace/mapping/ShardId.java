package io.millrace.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shard's number within its stream. It is never used twice in the stream's life, and is printed as {@code shardId-} with
 * twelve digits: the Kinesis Producer Library reads the number behind the hyphen.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html">Shard</a>
 */
public record ShardId(long number) implements Comparable<ShardId> {

    private static final long MAX_NUMBER = 999_999_999_999L;
    private static final byte[] ZERO = "shardId-000000000000".getBytes(ISO_8859_1);

    /** The service takes any word before the hyphen, or none and no hyphen. */
    private static final Pattern REQUESTED = Pattern.compile("(?:[^-]*-)?0*([0-9]{1,12})");

    public ShardId {
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("a shard's number is 0 to " + MAX_NUMBER + ", not " + number);
        }
    }

    /** Reads {@code shardId-000000000007} and what the service takes for the same: {@code shardId-7}, {@code 7}. */
    public static Optional<ShardId> parse(String text) {
        Matcher matcher = REQUESTED.matcher(text);
        return matcher.matches() ? Optional.of(new ShardId(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    @Override
    public int compareTo(ShardId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        byte[] text = ZERO.clone();
        long rest = number;
        for (int at = text.length - 1; rest != 0; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text, ISO_8859_1);
    }
}
