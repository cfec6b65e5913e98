package io.millrace.server.kinesis.token;

import io.millrace.mapping.ShardId;
import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.shape.ShardIteratorText;
import io.millrace.server.operation.AwsError;
import io.millrace.server.token.TokenSeal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Shard iterators as text and back. */
public final class ShardIterators {

    private static final Duration LIFE = Duration.ofMinutes(5);

    /** The service's iterators start with these eight bytes: {@code AAAAAAAAAAE} in Base64. */
    private static final long FORMAT = 1;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final TokenSeal seal;
    private final Clock clock;

    /** Makes each iterator differ from the one before, as the service's do even when nothing has moved. */
    private final AtomicLong counter = new AtomicLong();

    public ShardIterators(TokenSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    public String write(ShardIterator iterator) {
        byte[] incarnation = iterator.incarnation().getBytes(StandardCharsets.US_ASCII);
        byte[] stream = iterator.stream().value().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(5 * Long.BYTES + 2 + incarnation.length + stream.length)
                .putLong(FORMAT)
                .putLong(counter.incrementAndGet())
                .putLong(iterator.issuedAt().toEpochMilli())
                .putLong(iterator.shard().number())
                .putLong(iterator.offset())
                .put((byte) incarnation.length)
                .put(incarnation)
                .put((byte) stream.length)
                .put(stream)
                .flip();
        return seal.seal(content);
    }

    /** @throws io.millrace.server.operation.AwsException if it is not one of ours, or has expired */
    public ShardIterator read(ShardIteratorText text) {
        ShardIterator iterator = seal.open(unquoted(text.value()))
                .map(ShardIterators::parse)
                .orElseThrow(
                        () -> AwsError.invalidArgument("Invalid ShardIterator.").asException());
        Instant now = clock.instant();
        if (iterator.issuedAt().plus(LIFE).isBefore(now)) {
            throw AwsError.expiredIterator("Iterator expired. The iterator was created at time "
                            + TIME.format(iterator.issuedAt()) + " while right now it is " + TIME.format(now)
                            + " which is further in the future than the tolerated delay of " + LIFE.toMillis()
                            + " milliseconds.")
                    .asException();
        }
        return iterator;
    }

    /** Shell users paste the quotes of the CLI's JSON along, and the service lets them. */
    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static ShardIterator parse(ByteBuffer content) {
        try {
            if (content.getLong() != FORMAT) {
                throw AwsError.invalidArgument("Invalid ShardIterator.").asException();
            }
            content.getLong();
            Instant issuedAt = Instant.ofEpochMilli(content.getLong());
            ShardId shard = new ShardId(content.getLong());
            long offset = content.getLong();
            String incarnation = text(content);
            return new ShardIterator(new StreamName(text(content)), incarnation, shard, offset, issuedAt);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Signed with our key, but for another purpose: a paging token.
            throw AwsError.invalidArgument("Invalid ShardIterator.").asException();
        }
    }

    private static String text(ByteBuffer content) {
        byte[] bytes = new byte[content.get() & 0xff];
        content.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
