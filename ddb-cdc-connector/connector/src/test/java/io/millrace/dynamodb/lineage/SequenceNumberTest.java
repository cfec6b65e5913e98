package io.millrace.dynamodb.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class SequenceNumberTest {

    @Property(tries = 300)
    void theyCompareAsTheNumbersTheyAre(
            @ForAll @NumericChars @StringLength(min = 1, max = 40) String one,
            @ForAll @NumericChars @StringLength(min = 1, max = 40) String other) {
        assertThat(Integer.signum(new SequenceNumber(one).compareTo(new SequenceNumber(other))))
                .isEqualTo(new BigInteger(one).compareTo(new BigInteger(other)));
    }

    @Test
    void aShorterOneIsSmallerWhateverItBeginsWith() {
        assertThat(new SequenceNumber("9")).isLessThan(new SequenceNumber("10"));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new SequenceNumber("12a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SequenceNumber("")).isInstanceOf(IllegalArgumentException.class);
    }
}
