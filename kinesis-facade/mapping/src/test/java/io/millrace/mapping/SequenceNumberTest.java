package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNumberTest {

    private static final long MAX_SECOND = (1L << 36) - 1;
    private static final long CREATED = 1_700_000_000L;

    @Provide
    Arbitrary<SequenceNumber> sequenceNumbers() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, MAX_SECOND),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        Arbitraries.longs().between(0, MAX_SECOND),
                        Arbitraries.longs().between(0, Integer.MAX_VALUE))
                .as(SequenceNumber::new);
    }

    @Property
    void it_prints_the_layout_s_fields_as_one_number(@ForAll("sequenceNumbers") SequenceNumber number) {
        String hex = String.format(
                "2%09x%01x%016x00%09x%08x2",
                number.creationSecond(),
                number.shardNumber() & 0xf,
                number.seqIx(),
                number.recordSecond(),
                number.shardNumber());

        assertThat(number).hasToString(new BigInteger(hex, 16).toString());
    }

    @Property
    void what_it_prints_is_read_back(@ForAll("sequenceNumbers") SequenceNumber number) {
        assertThat(SequenceNumber.parse(number.toString())).contains(number);
    }

    @Property
    void the_Kinesis_Client_Library_s_validator_accepts_it(@ForAll("sequenceNumbers") SequenceNumber number) {
        // the rules of KCL 3's SequenceNumberValidator
        BigInteger printed = new BigInteger(number.toString());
        BigInteger shardField =
                printed.shiftRight(4).and(BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE));

        assertThat(number.toString()).hasSize(SequenceNumber.DIGITS);
        assertThat(printed.bitLength()).isEqualTo(186);
        assertThat(printed.shiftRight(184).intValueExact()).isEqualTo(2);
        assertThat(String.format("shardId-%012d", shardField)).isEqualTo(new ShardId(number.shardNumber()).toString());
    }

    @Property
    void its_order_is_the_order_of_the_printed_numbers(
            @ForAll("sequenceNumbers") SequenceNumber one, @ForAll("sequenceNumbers") SequenceNumber two) {
        SequenceNumber sibling =
                new SequenceNumber(one.creationSecond(), two.seqIx(), two.recordSecond(), two.shardNumber());

        assertOrderedAsPrinted(one, two);
        assertOrderedAsPrinted(one, sibling);
        assertOrderedAsPrinted(one, one);
    }

    @Property
    void within_a_shard_the_numeric_order_is_the_offset_order_whatever_the_timestamps(
            @ForAll @LongRange(max = Long.MAX_VALUE - 2) long offset,
            @ForAll @LongRange(max = Long.MAX_VALUE - 2) long later,
            @ForAll long oneTimestamp,
            @ForAll long otherTimestamp,
            @ForAll @IntRange int shardNumber) {
        SequenceNumber one = SequenceNumber.ofRecord(CREATED, offset, oneTimestamp, shardNumber);
        SequenceNumber other = SequenceNumber.ofRecord(CREATED, later, otherTimestamp, shardNumber);

        if (offset != later) {
            assertThat(new BigInteger(one.toString()).compareTo(new BigInteger(other.toString())))
                    .isEqualTo(Long.compare(offset, later));
        }
        assertThat(one.offset()).isEqualTo(offset);
        assertThat(one).isGreaterThan(SequenceNumber.starting(CREATED, shardNumber));
        assertThat(one).isLessThan(SequenceNumber.ending(CREATED, 0, shardNumber));
    }

    @Property
    void a_child_s_numbers_are_above_its_parent_s_if_it_was_created_in_a_later_second(
            @ForAll @IntRange int parent,
            @ForAll @IntRange int child,
            @ForAll @LongRange(max = MAX_SECOND) long closed) {
        SequenceNumber parentsLast = SequenceNumber.ending(CREATED, closed, parent);

        assertThat(SequenceNumber.starting(CREATED + 1, child)).isGreaterThan(parentsLast);
    }

    @Test
    void a_known_number() {
        // taken apart by hand: 2 06553f100 3 0000000000000001 00 06553f164 00000003 2
        SequenceNumber number = SequenceNumber.ofRecord(CREATED, 0, (CREATED + 100) * 1000 + 999, 3);

        assertThat(number)
                .hasToString(new BigInteger("206553f1003000000000000000100" + "06553f164" + "00000003" + "2", 16)
                        .toString());
    }

    @Test
    void the_start_and_the_end_of_a_shard() {
        SequenceNumber starting = SequenceNumber.starting(CREATED, 5);
        SequenceNumber ending = SequenceNumber.ending(CREATED, CREATED + 9, 5);

        assertThat(starting).isEqualTo(new SequenceNumber(CREATED, 0, CREATED, 5));
        assertThat(starting.offset()).isEqualTo(-1);
        assertThat(starting.isEnding()).isFalse();
        assertThat(ending).isEqualTo(new SequenceNumber(CREATED, 0x7fff_ffff_ffff_ffffL, CREATED + 9, 5));
        assertThat(ending.isEnding()).isTrue();
    }

    @Test
    void a_timestamp_outside_the_layout_counts_as_the_nearest_within() {
        assertThat(SequenceNumber.ofRecord(CREATED, 0, -1, 0).recordSecond()).isZero();
        assertThat(SequenceNumber.ofRecord(CREATED, 0, Long.MIN_VALUE, 0).recordSecond())
                .isZero();
        assertThat(SequenceNumber.ofRecord(CREATED, 0, Long.MAX_VALUE, 0).recordSecond())
                .isEqualTo(MAX_SECOND);
    }

    @Test
    void it_can_be_printed_into_a_larger_buffer() {
        SequenceNumber number = SequenceNumber.starting(CREATED, 5);
        byte[] buffer = "-".repeat(SequenceNumber.DIGITS + 4).getBytes(StandardCharsets.US_ASCII);

        number.print(buffer, 3);

        assertThat(new String(buffer, StandardCharsets.US_ASCII)).isEqualTo("---" + number + "-");
    }

    @Test
    void a_field_outside_its_bits_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceNumber(MAX_SECOND + 1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceNumber(0, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceNumber(0, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceNumber(0, 0, 0, 1L << 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2065 3f1003 0000000000000001 00 06553f164 00000003 2", // one digit short
                "106553f1003 0000000000000001 00 06553f164 00000003 2", // another mark
                "306553f1003 0000000000000001 00 06553f164 00000003 2",
                "206553f1003 8000000000000001 00 06553f164 00000003 2", // seqIx above 63 bits
                "206553f1003 0000000000000001 01 06553f164 00000003 2", // the zero byte is not
                "206553f1003 0000000000000001 00 06553f164 80000003 2", // the shard number above 31 bits
                "206553f1004 0000000000000001 00 06553f164 00000003 2", // another shard's nibble
                "206553f1003 0000000000000001 00 06553f164 00000003 1", // another version
                "206553f1003 0000000000000001 00 06553f164 00000003 0"
            })
    void a_number_of_another_layout_is_refused(String hex) {
        String decimal = new BigInteger(hex.replace(" ", ""), 16).toString();

        assertThat(SequenceNumber.parse(decimal)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1", "-1", "LATEST", "99999999999999999999999999999999999999999999999999999999"})
    void what_is_no_sequence_number_is_refused(String text) {
        assertThat(SequenceNumber.parse(text)).isEmpty();
    }

    @Test
    void a_number_with_signs_zeros_or_foreign_digits_is_refused() {
        String digits = SequenceNumber.starting(CREATED, 5).toString();

        assertThat(SequenceNumber.parse("0" + digits)).isEmpty();
        assertThat(SequenceNumber.parse("+" + digits.substring(1))).isEmpty();
        assertThat(SequenceNumber.parse(digits + " ")).isEmpty();
        assertThat(SequenceNumber.parse(digits.substring(0, 55) + "٣")).isEmpty();
    }

    private static void assertOrderedAsPrinted(SequenceNumber one, SequenceNumber two) {
        assertThat(Integer.signum(one.compareTo(two)))
                .isEqualTo(new BigInteger(one.toString()).compareTo(new BigInteger(two.toString())));
    }
}
