package io.millrace.server.dynamodbstreams.records;

import io.millrace.server.dynamodbstreams.shape.ShardIteratorText;
import io.millrace.server.dynamodbstreams.shape.StreamArnText;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.token.TokenSeal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Shard iterators as text and back: {@code <the stream's ARN>|1|<what is sealed>}, as the service's look. */
public final class ChangeIterators {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final String MIDDLE = "|1|";

    /** Of the tokens that the same key seals, Kinesis' have 1 and 2. */
    private static final long FORMAT = 3;

    private final TokenSeal seal;
    private final Clock clock;

    public ChangeIterators(TokenSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    String write(ChangeIterator iterator) {
        byte[] arn = iterator.stream().value().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + arn.length)
                .putLong(FORMAT)
                .putLong(clock.millis())
                .putLong(iterator.offset())
                .putInt(iterator.partition())
                .put(arn)
                .flip();
        return iterator.stream() + MIDDLE + seal.seal(content);
    }

    /** @throws AwsException if it is not one of ours, or has expired */
    ChangeIterator read(ShardIteratorText text) {
        int middle = text.value().lastIndexOf(MIDDLE);
        ByteBuffer content = Optional.of(middle)
                .filter(found -> found >= 0)
                .flatMap(found -> seal.open(text.value().substring(found + MIDDLE.length())))
                .orElseThrow(ChangeIterators::invalid);
        try {
            if (content.getLong() != FORMAT) {
                throw invalid();
            }
            Instant issuedAt = Instant.ofEpochMilli(content.getLong());
            long offset = content.getLong();
            int partition = content.getInt();
            String arn = StandardCharsets.US_ASCII.decode(content).toString();
            if (!arn.equals(text.value().substring(0, middle))) {
                throw invalid();
            }
            if (issuedAt.plus(LIFE).isBefore(clock.instant())) {
                throw AwsError.expiredIterator("The provided iterator exceeds the maximum age allowed.")
                        .asException();
            }
            return new ChangeIterator(new StreamArnText(arn), partition, offset);
        } catch (BufferUnderflowException e) {
            throw invalid();
        }
    }

    private static AwsException invalid() {
        return AwsError.validation("Invalid ShardIterator").asException();
    }
}
