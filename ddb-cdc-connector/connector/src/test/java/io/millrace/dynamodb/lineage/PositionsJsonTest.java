package io.millrace.dynamodb.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class PositionsJsonTest {

    @Test
    void theyAreCompact() {
        Positions positions = Positions.of(Map.of(
                new ShardId("shardId-00000001550840986131-382ec8f8"), Position.after("400000000024465870661"),
                new ShardId("shardId-00000001550840986132-aa"), Position.FINISHED,
                new ShardId("shardId-00000001550840986133-bb"), Position.HORIZON));

        assertThat(PositionsJson.write(positions))
                .isEqualTo("{\"00000001550840986131-382ec8f8\":\"400000000024465870661\","
                        + "\"00000001550840986132-aa\":\"-\",\"00000001550840986133-bb\":\"\"}");
    }

    @Property(tries = 200)
    void whatIsWrittenIsJsonAndIsRead(@ForAll("positions") Positions positions) throws Exception {
        String text = PositionsJson.write(positions);

        assertThat(new ObjectMapper().readTree(text).isObject()).isTrue();
        assertThat(PositionsJson.read(text)).isEqualTo(positions);
    }

    @Test
    void whatIsNotOfItsOwnIsRefused() {
        for (String text : new String[] {"", "[]", "{\"a\"}", "{a:1}", "{\"a\":\"x\"}"}) {
            assertThatThrownBy(() -> PositionsJson.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<Positions> positions() {
        Arbitrary<String> tails = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(30);
        Arbitrary<ShardId> shards = Arbitraries.oneOf(
                tails.map(tail -> new ShardId("shardId-" + tail)),
                Arbitraries.strings().alpha().ofMinLength(1).map(ShardId::new));
        Arbitrary<Position> places = Arbitraries.oneOf(
                Arbitraries.just(Position.HORIZON),
                Arbitraries.just(Position.FINISHED),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(40).map(Position::after));
        return Arbitraries.maps(shards, places).ofMaxSize(20).map(Positions::of);
    }
}
