package io.millrace.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TokenSealTest {

    private final byte[] key = {1, 2, 3, 4};
    private final TokenSeal seal = new TokenSeal(() -> key);

    @Property(tries = 200)
    void whatWasSealedIsOpened(@ForAll @Size(max = 300) byte[] content) {
        ByteBuffer opened = seal.open(seal.seal(ByteBuffer.wrap(content))).orElseThrow();

        assertThat(bytes(opened)).isEqualTo(content);
    }

    @Property(tries = 500)
    void aTokenWithOneBitChangedIsRefused(
            @ForAll @Size(min = 1, max = 60) byte[] content, @ForAll @IntRange(max = 10_000) int where) {
        byte[] token = Base64.getDecoder().decode(seal.seal(ByteBuffer.wrap(content)));
        int bit = where % (token.length * 8);
        token[bit / 8] ^= (byte) (1 << (bit % 8));

        assertThat(seal.open(Base64.getEncoder().encodeToString(token))).isEmpty();
    }

    @Test
    void aTokenCutShortIsRefused() {
        String token = seal.seal(ByteBuffer.wrap(new byte[32]));

        for (int length = 0; length < token.length(); length++) {
            assertThat(seal.open(token.substring(0, length)))
                    .as("%d characters", length)
                    .isEmpty();
        }
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        String token = new TokenSeal(() -> new byte[] {9}).seal(ByteBuffer.wrap(new byte[] {1}));

        assertThat(seal.open(token)).isEmpty();
    }

    @Test
    void whatIsNoBase64IsRefused() {
        assertThat(List.of("", "=", "%", "a b", "\u00e9\u00e9\u00e9\u00e9", "AAAA"))
                .allSatisfy(text -> assertThat(seal.open(text)).isEmpty());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
