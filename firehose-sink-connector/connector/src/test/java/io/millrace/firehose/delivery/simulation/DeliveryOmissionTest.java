package io.millrace.firehose.delivery.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulation finds what goes wrong without a rule: that it finds nothing with all of them says something. Most omissions lose a record or
 * show it twice; one gets stuck, and one meets the guard that a unit begins where the last ended.
 */
final class DeliveryOmissionTest {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryOmissionTest.class);
    private static final int SCHEDULES = 20_000;

    @ParameterizedTest
    @EnumSource
    void withoutARuleTheCheckFails(Omission omission) {
        Optional<Outcome> wrong = LongStream.rangeClosed(1, SCHEDULES)
                .mapToObj(seed -> RandomSchedule.run(seed, Set.of(omission)))
                .filter(outcome -> !outcome.isSound())
                .findFirst();

        assertThat(wrong).as("a schedule that goes wrong without " + omission).isPresent();
        LOG.debug("without {}: {}", omission, wrong.get().report());
    }
}
