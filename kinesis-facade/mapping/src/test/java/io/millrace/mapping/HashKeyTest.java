package io.millrace.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.MessageDigest;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashKeyTest {

    private static final String MAX_DECIMAL = "340282366920938463463374607431768211455";

    @Provide
    Arbitrary<BigInteger> numbers() {
        return HashKeys.numbers();
    }

    @Property
    void it_is_the_number_that_it_prints(@ForAll("numbers") BigInteger number) {
        HashKey key = HashKey.of(number);

        assertThat(key).hasToString(number.toString());
        assertThat(key.toBigInteger()).isEqualTo(number);
        assertThat(HashKey.parse(number.toString())).contains(key);
    }

    @Property
    void keys_are_ordered_as_unsigned_numbers(@ForAll("numbers") BigInteger one, @ForAll("numbers") BigInteger two) {
        assertThat(Integer.signum(HashKey.of(one).compareTo(HashKey.of(two)))).isEqualTo(one.compareTo(two));
    }

    @Property
    void next_and_previous_are_one_away(@ForAll("numbers") BigInteger number) {
        HashKey key = HashKey.of(number);

        if (!key.equals(HashKey.MAX)) {
            assertThat(key.next().toBigInteger()).isEqualTo(number.add(BigInteger.ONE));
        }
        if (!key.equals(HashKey.MIN)) {
            assertThat(key.previous().toBigInteger()).isEqualTo(number.subtract(BigInteger.ONE));
        }
    }

    @Property
    void a_partition_key_s_hash_is_its_MD5_as_a_number(@ForAll String partitionKey) throws Exception {
        byte[] utf8 = partitionKey.getBytes(UTF_8);
        BigInteger md5 = new BigInteger(1, MessageDigest.getInstance("MD5").digest(utf8));

        assertThat(HashKey.ofPartitionKey(partitionKey).toBigInteger()).isEqualTo(md5);
        assertThat(HashKey.ofPartitionKey(utf8).toBigInteger()).isEqualTo(md5);
    }

    @Test
    void the_hash_of_a_known_partition_key() {
        // MD5("a") = 0cc175b9c0f1b6a831c399e269772661
        assertThat(HashKey.ofPartitionKey("a")).isEqualTo(new HashKey(0x0cc175b9c0f1b6a8L, 0x31c399e269772661L));
    }

    @Test
    void the_ends_of_the_space() {
        assertThat(HashKey.parse("0")).contains(HashKey.MIN);
        assertThat(HashKey.parse(MAX_DECIMAL)).contains(HashKey.MAX);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(HashKey.MAX::next);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(HashKey.MIN::previous);
        assertThatIllegalArgumentException().isThrownBy(() -> HashKey.of(HashKeys.TWO_POW_128));
        assertThatIllegalArgumentException().isThrownBy(() -> HashKey.of(BigInteger.ONE.negate()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "-1",
                "+1",
                " 1",
                "1e3",
                "0x1",
                "٣",
                "340282366920938463463374607431768211456",
                "999999999999999999999999999999999999999",
                "1000000000000000000000000000000000000000"
            })
    void what_is_no_canonical_decimal_within_the_space_is_no_hash_key(String text) {
        assertThat(HashKey.parse(text)).isEmpty();
    }
}
