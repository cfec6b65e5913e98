package io.millrace.benchmarks.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void equalRatiosAreEquallyFarApartOnALogarithmicAxis() {
        Axis axis = Axis.logarithmic("shards", 1, 10, 100);

        assertThat(axis.place(1)).isZero();
        assertThat(axis.place(10)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.place(100)).isEqualTo(1);
    }

    @Test
    void axisFromZeroEndsAtARoundNumberAboveAllValues() {
        assertThat(Axis.fromZero("µs", DoubleStream.of(3, 33.1)).ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
        assertThat(Axis.fromZero("µs", DoubleStream.of(0.7)).ticks().get(0)).isZero();
        assertThat(Axis.fromZero("µs", DoubleStream.of(100)).place(100)).isEqualTo(1);
        assertThat(Axis.fromZero("µs", DoubleStream.empty()).ticks()).hasSizeGreaterThan(1);
    }

    @Test
    void labelsAreShort() {
        assertThat(DoubleStream.of(0, 2.5, 0.25, 1000, 12_500, 80_000).mapToObj(Axis::label))
                .containsExactly("0", "2.5", "0.25", "1,000", "12.5k", "80k");
    }

    @Test
    void axisHasTwoEnds() {
        assertThatThrownBy(() -> Axis.linear("nodes", 1)).hasMessageContaining("nodes");
    }
}
