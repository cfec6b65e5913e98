package io.millrace.mapping.catalog;

import java.util.Arrays;
import java.util.Base64;

/**
 * The key with which every node signs shard iterators and paging tokens, so that any node can serve a token of any other.
 */
public record TokenKeyFact(String base64) implements Fact {

    public static TokenKeyFact of(byte[] key) {
        return new TokenKeyFact(Base64.getEncoder().encodeToString(Arrays.copyOf(key, key.length)));
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public FactKey key() {
        return FactKey.ofTokenKey();
    }

    @Override
    public String toString() {
        return "TokenKeyFact[redacted]";
    }
}
