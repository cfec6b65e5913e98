package io.millrace.benchmarks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.measure.CpuUse;
import io.millrace.benchmarks.measure.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteadyDeliveryTest {

    @Test
    void whatWasVisibleFirstDoesNotCount() {
        SteadyDelivery steady = new SteadyDelivery(100, Map.of());

        steady.visible(0);
        steady.visible(30);
        steady.visible(129);
        assertThat(steady.isOver()).isFalse();
        steady.visible(140);
        steady.visible(500);

        assertThat(steady.sample())
                .hasValueSatisfying(sample -> assertThat(sample.records()).isEqualTo(110));
    }

    @Test
    void theLoopMakesObjectsAsLargeAsTheConnectors() {
        Delivery delivery = new Delivery("some", "Some", Delivery.Format.GZIP, 24, 80, 0, 1000);
        Sample connector = new Sample(1, 1000, 0, 0, CpuUse.NONE).withObjects(new Sample.Objects(160, 1, 3200));

        assertThat(delivery.unit(connector)).isEqualTo(1600);
    }
}
