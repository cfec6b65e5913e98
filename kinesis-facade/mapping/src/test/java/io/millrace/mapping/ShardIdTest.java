package io.millrace.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardIdTest {

    @Property
    void it_prints_twelve_digits_and_is_read_back(@ForAll @LongRange(max = 999_999_999_999L) long number) {
        ShardId id = new ShardId(number);

        assertThat(id).hasToString(String.format("shardId-%012d", number));
        assertThat(ShardId.parse(id.toString())).contains(id);
    }

    @Property
    void ids_are_ordered_as_their_texts_are(
            @ForAll @LongRange(max = 999_999_999_999L) long one, @ForAll @LongRange(max = 999_999_999_999L) long two) {
        ShardId first = new ShardId(one);
        ShardId second = new ShardId(two);

        assertThat(Integer.signum(first.compareTo(second)))
                .isEqualTo(Integer.signum(first.toString().compareTo(second.toString())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"shardId-000000000007", "shardId-7", "7", "0007", "shard-7", "-7", "0000000000000000000007"})
    void the_service_takes_a_number_with_or_without_a_word_before_it(String text) {
        assertThat(ShardId.parse(text)).contains(new ShardId(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "shardId-", "shardId", "shardId-x", "shardId-1-2", "7 ", "shardId-1000000000000", "٧"})
    void anything_else_is_no_shard_id(String text) {
        assertThat(ShardId.parse(text)).isEmpty();
    }

    @Test
    void a_number_has_at_most_twelve_digits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ShardId(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ShardId(1_000_000_000_000L));
    }
}
