package io.millrace.firehose.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.firehose.record.DeliveryRecord;
import io.millrace.firehose.record.KinesisPlace;
import io.millrace.firehose.record.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KplDeAggregationTest {

    private final KplDeAggregation step = new KplDeAggregation();

    @Test
    void anAggregateComesApart() {
        Outcome outcome =
                Outcome.of(step, KplAggregate.of(List.of("a".getBytes(UTF_8), new byte[0], "b".getBytes(UTF_8))));

        assertThat(outcome.texts()).containsExactly("a", "", "b");
        assertThat(outcome.numbers()).containsExactly(0, 1, 2);
    }

    @Test
    void anOrdinaryRecordPasses() {
        passes("{\"a\":1}".getBytes(UTF_8));
        passes(new byte[0]);
        passes(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
    }

    @Test
    void anAggregateThatWasCutShortPassesAsItIs() {
        byte[] aggregate = KplAggregate.of(List.of(new byte[100]));

        passes(Arrays.copyOf(aggregate, aggregate.length - 1));
    }

    @Test
    void aMessageThatIsNotAnAggregatePassesAsItIs() {
        passes(KplAggregate.sealed(new byte[] {1, 2, 3}));
        passes(KplAggregate.sealed(new byte[] {(byte) (3 << 3 | 2), 100, 1}));
        passes(KplAggregate.sealed(new byte[] {(byte) (3 << 3 | 2), -1, -1, -1, -1, 15}));
        passes(KplAggregate.sealed(new byte[] {1 << 3 | 4}));
        passes(KplAggregate.write(to -> to.writeByteArray(3, KplAggregate.message(inner -> inner.writeUInt64(1, 0)))));
        passes(KplAggregate.write(to ->
                to.writeByteArray(3, KplAggregate.message(inner -> inner.writeByteArray(3, new byte[2])))));
    }

    @Test
    void fieldsOfLaterVersionsAreSkipped() {
        byte[] aggregate = KplAggregate.write(to -> {
            to.writeUInt64(9, 77);
            to.writeByteArray(3, KplAggregate.message(inner -> {
                inner.writeByteArray(3, "a".getBytes(UTF_8));
                inner.writeFixed32(8, 5);
                inner.writeUInt64(1, 0);
            }));
        });

        assertThat(Outcome.of(step, aggregate).texts()).containsExactly("a");
    }

    @Test
    void eachRecordIsToldWithItsOwnKeyAndItsNumberInTheAggregate() {
        byte[] aggregate = KplAggregate.write(to -> {
            to.writeString(1, "a");
            to.writeString(1, "b");
            for (int key : new int[] {1, 0}) {
                to.writeByteArray(3, KplAggregate.message(inner -> {
                    inner.writeUInt64(1, key);
                    inner.writeByteArray(3, new byte[0]);
                }));
            }
        });
        Outcome outcome = new Outcome();

        KinesisPlace place = KinesisPlace.of("of all").in("shardId-000000000000", "49");
        step.apply(DeliveryRecord.of(new Origin("t", 0, 7, 0, Instant.EPOCH).withKinesis(place), aggregate), outcome);

        assertThat(outcome.emitted)
                .extracting(found -> found.origin().kinesis().orElseThrow())
                .containsExactly(
                        new KinesisPlace("b", "shardId-000000000000", "49", "0"),
                        new KinesisPlace("a", "shardId-000000000000", "49", "1"));
    }

    @Property(tries = 200)
    void whatWasPutTogetherComesApart(@ForAll @Size(max = 20) List<byte[]> records) {
        Outcome outcome = Outcome.of(step, KplAggregate.of(records));

        assertThat(outcome.emitted.stream().map(found -> found.data()).toList())
                .usingElementComparator(Arrays::compare)
                .isEqualTo(records);
    }

    @Property(tries = 200)
    void whereverABitIsFlippedTheRecordPassesAsItIs(@ForAll int bit) {
        byte[] aggregate = KplAggregate.of(List.of("first".getBytes(UTF_8), "second".getBytes(UTF_8)));
        int at = Math.floorMod(bit, aggregate.length * 8);
        aggregate[at / 8] ^= (byte) (1 << at % 8);

        passes(aggregate);
    }

    private void passes(byte[] data) {
        Outcome outcome = Outcome.of(step, data);
        assertThat(outcome.emitted).singleElement().matches(found -> found.data() == data);
        assertThat(outcome.failures).isEmpty();
    }
}
