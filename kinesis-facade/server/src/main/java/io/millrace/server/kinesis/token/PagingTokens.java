package io.millrace.server.kinesis.token;

import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.operation.AwsError;
import io.millrace.server.operation.AwsException;
import io.millrace.server.token.TokenSeal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * NextTokens as text and back. A token carries where its listing goes on, and whatever else the listing was asked with:
 * clients send it alone.
 */
public final class PagingTokens {

    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Not that of shard iterators, which the same key signs. */
    private static final long FORMAT = 2;

    private final TokenSeal seal;
    private final Clock clock;

    public PagingTokens(TokenSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * @param listing the operation: a token of one is refused by all others
     * @param state of the listing, in short texts
     */
    public String write(String listing, List<String> state) {
        List<byte[]> texts = new ArrayList<>();
        texts.add(utf8(listing));
        state.forEach(text -> texts.add(utf8(text)));
        int length = texts.stream().mapToInt(text -> Short.BYTES + text.length).sum();
        ByteBuffer content =
                ByteBuffer.allocate(2 * Long.BYTES + length).putLong(FORMAT).putLong(clock.millis());
        texts.forEach(text -> content.putShort((short) text.length).put(text));
        return seal.seal(content.flip());
    }

    /**
     * What was written for this listing.
     *
     * @throws AwsException if the token is not one of its own, or has expired
     */
    public List<String> read(String listing, NextToken token) {
        ByteBuffer content = seal.open(token.value()).orElseThrow(PagingTokens::invalid);
        try {
            if (content.getLong() != FORMAT) {
                throw invalid();
            }
            Instant issuedAt = Instant.ofEpochMilli(content.getLong());
            if (!text(content).equals(listing)) {
                throw invalid();
            }
            if (issuedAt.plus(LIFE).isBefore(clock.instant())) {
                throw AwsError.expiredNextToken("NextToken has expired.").asException();
            }
            List<String> state = new ArrayList<>();
            while (content.hasRemaining()) {
                state.add(text(content));
            }
            return List.copyOf(state);
        } catch (BufferUnderflowException e) {
            throw invalid();
        }
    }

    private static String text(ByteBuffer content) {
        byte[] bytes = new byte[content.getShort() & 0xffff];
        content.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xffff) {
            throw new IllegalArgumentException("too long for a token: " + bytes.length + " bytes");
        }
        return bytes;
    }

    private static AwsException invalid() {
        return AwsError.invalidArgument("Invalid NextToken.").asException();
    }
}
