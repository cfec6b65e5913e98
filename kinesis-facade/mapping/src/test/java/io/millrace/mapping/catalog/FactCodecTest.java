package io.millrace.mapping.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FactCodecTest {

    private final FactCodec codec = new FactCodec();

    static List<Fact> facts() {
        return FactSamples.all();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void factsAreReadAsTheyWereWritten(Fact fact) {
        assertThat(codec.decode(fact.key(), codec.encode(fact))).isEqualTo(fact);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void factsTellTheirVersionFirst(Fact fact) {
        assertThat(text(fact)).startsWith("{\"v\":1,");
    }

    @Test
    void factsCanBeReadByPeople() {
        assertThat(text(FactSamples.shard(FactSamples.shards(1).get(0).closed(99, FactSamples.NOW))))
                .contains("\"stream\":\"orders\"")
                .contains("\"id\":\"shardId-000000000000\"")
                .contains("\"end\":\"340282366920938463463374607431768211455\"")
                .contains("\"endOffset\":99")
                .doesNotContain("null");
    }

    @Test
    void keysSayWhatTheirFactsAreAbout() {
        assertThat(FactSamples.orders().key()).hasToString("stream/orders");
        assertThat(FactSamples.shard(FactSamples.shards(4).get(3)).key()).hasToString("shard/orders/000000000003");
        assertThat(FactSamples.consumer("reader").key()).hasToString("consumer/orders/reader");
        assertThat(AccountFact.INITIAL.key()).hasToString("account");
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertRefused(FactSamples.orders().key(), text(FactSamples.orders()).replace("\"v\":1", "\"v\":2"));
        assertRefused(FactSamples.orders().key(), text(FactSamples.orders()).replace("\"v\":1,", ""));
    }

    @Test
    void anUnknownFieldIsRefused() {
        assertRefused(FactSamples.orders().key(), text(FactSamples.orders()).replace("{\"v\":1,", "{\"v\":1,\"x\":0,"));
    }

    @Test
    void aMissingFieldIsRefused() {
        String shard = text(FactSamples.shard(FactSamples.shards(1).get(0)));

        assertRefused(FactSamples.shard(FactSamples.shards(1).get(0)).key(), shard.replace("\"partition\":0,", ""));
        assertRefused(
                FactSamples.shard(FactSamples.shards(1).get(0)).key(),
                shard.replace("\"state\":\"OPEN\"", "\"state\":null"));
        assertRefused(
                FactSamples.shard(FactSamples.shards(1).get(0)).key(),
                shard.replace("\"partition\":0", "\"partition\":null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{", "{}", "\u0000\u0001", "{\"v\":1}"})
    void whatIsNoFactIsRefused(String value) {
        assertRefused(FactSamples.orders().key(), value);
        assertRefused(FactSamples.shard(FactSamples.shards(1).get(0)).key(), value);
    }

    @Test
    void anUnknownKindIsRefused() {
        assertRefused(new FactKey("delivery/orders"), text(FactSamples.orders()));
        assertRefused(new FactKey(""), text(FactSamples.orders()));
    }

    @Test
    void aFactUnderAnotherOnesKeyIsRefused() {
        assertRefused(new FactKey("stream/audit"), text(FactSamples.orders()));
    }

    @Test
    void theTokenKeyIsNeverPrinted() {
        assertThat(TokenKeyFact.of(new byte[] {1, 2, 3})).hasToString("TokenKeyFact[redacted]");
        assertThat(TokenKeyFact.of(new byte[] {1, 2, 3}).bytes()).containsExactly(1, 2, 3);
    }

    private String text(Fact fact) {
        return new String(codec.encode(fact), UTF_8);
    }

    private void assertRefused(FactKey key, String value) {
        assertThatExceptionOfType(UnknownFactException.class)
                .isThrownBy(() -> codec.decode(key, value.getBytes(UTF_8)))
                .withMessageContaining("'" + key + "'");
    }
}
