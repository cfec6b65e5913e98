package io.millrace.firehose.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.iceberg.Delivered.Range;
import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeliveredTest {

    @Test
    void whatWasGivenUpIsNotThereThoughLaterRecordsAre() {
        Delivered delivered =
                Delivered.NOTHING.with(range(0, 10)).without(range(10, 20)).with(range(20, 30));

        assertThat(delivered.has(at(9))).isTrue();
        assertThat(delivered.has(at(10))).isFalse();
        assertThat(delivered.has(at(19))).isFalse();
        assertThat(delivered.has(at(20))).isTrue();
        assertThat(delivered.has(at(30))).isFalse();
        assertThat(delivered.with(range(10, 20)).givenUp()).isEmpty();
        assertThat(delivered.settledBefore(at(15)).givenUp()).containsExactly(range(15, 20));
    }

    @Test
    void partsOfARecordArePlacesOfTheirOwn() {
        Delivered delivered = Delivered.NOTHING.with(new Range(new Position(7, 0), new Position(7, 1).next()));

        assertThat(delivered.has(new Position(7, 1))).isTrue();
        assertThat(delivered.has(new Position(7, 2))).isFalse();
    }

    @Test
    void offsetsOfASummaryAreReadAsTheyWereWritten() {
        Offsets offsets = Offsets.NONE
                .with("orders-3", Delivered.NOTHING.with(range(0, 10)).without(range(2, 4)))
                .with("a.b-c-0", Delivered.NOTHING);

        assertThat(offsets.format()).isEqualTo("{\"a.b-c-0\":[\"0.0\"],\"orders-3\":[\"10.0\",\"2.0\",\"4.0\"]}");
        assertThat(Offsets.parse(offsets.format())).isEqualTo(offsets);
    }

    /** Against a set of places. */
    @Property
    void itIsTheSetOfWhatWasCommittedAndNotGivenUpSince(@ForAll long seed) {
        var dice = new Random(seed);
        Delivered delivered = Delivered.NOTHING;
        var model = new BitSet();
        int end = 0;
        for (int step = 0; step < 20; step++) {
            int from = dice.nextInt(end + 1);
            int to = from + 1 + dice.nextInt(10);
            if (dice.nextInt(3) == 0) {
                delivered = delivered.without(range(from, to));
                model.clear(from, to);
            } else {
                // records come in order: what lies between was for other tables
                model.set(end, Math.max(end, to));
                model.set(from, to);
                delivered = delivered.with(range(from, to));
                end = Math.max(end, to);
            }
        }
        // what was given up beyond all that was committed, and committed over, is a matter of order
        for (int place = 0; place < end; place++) {
            assertThat(delivered.has(at(place))).as("place " + place).isEqualTo(model.get(place));
        }
    }

    private static Range range(long from, long to) {
        return new Range(at(from), at(to));
    }

    private static Position at(long offset) {
        return new Position(offset, 0);
    }
}
