package io.millrace.mapping;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WideDecimalTest {

    @Test
    void every_four_digits_print_as_themselves_in_both_halves_of_a_group() {
        byte[] text = new byte[8];
        for (int number = 0; number < 10_000; number++) {
            WideDecimal.print(new int[] {number * 10_000 + 9_999 - number}, text, 0, 8);

            assertThat(new String(text, US_ASCII)).isEqualTo(String.format("%04d%04d", number, 9_999 - number));
        }
    }

    @Test
    void what_the_width_has_no_room_for_is_cut_off_and_what_the_number_lacks_is_zeros() {
        byte[] text = new byte[16];

        WideDecimal.print(new int[] {0, 7}, text, 0, 16);
        assertThat(new String(text, US_ASCII)).isEqualTo("0000000000000007");

        WideDecimal.print(new int[] {-1, -1}, text, 0, 16); // 18446744073709551615
        assertThat(new String(text, US_ASCII)).isEqualTo("6744073709551615");
    }

    @Test
    void a_number_wider_than_the_limbs_is_not_read() {
        int[] limbs = new int[1];

        assertThat(WideDecimal.parse("4294967295", limbs)).isTrue();
        assertThat(limbs).containsExactly(-1);
        assertThat(WideDecimal.parse("4294967296", new int[1])).isFalse();
        assertThat(WideDecimal.parse("00000000000000000000", new int[1])).isTrue();
    }
}
