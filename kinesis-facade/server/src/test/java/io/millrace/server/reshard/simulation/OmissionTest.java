package io.millrace.server.reshard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds what goes wrong without a rule: that it finds nothing with all of them says something. */
final class OmissionTest {

    private static final int SCHEDULES = 40_000;

    /** Where to begin the search for what one schedule in some thousands shows, so that the test is fast. Any seed would do. */
    private static final Map<Omission, Long> NEAR = Map.of(
            Omission.RENEWING_ONLY_WHAT_IS_HELD, 6_900L,
            Omission.READING_THE_HEARTBEATS_ONCE_MORE, 6_200L);

    @ParameterizedTest
    @EnumSource
    void withoutARuleAGuaranteeIsBroken(Omission omission) {
        long first = NEAR.getOrDefault(omission, 1L);

        assertThat(LongStream.range(first, first + SCHEDULES)
                        .mapToObj(seed -> Schedule.run(seed, omission))
                        .filter(outcome -> !outcome.isSound())
                        .findFirst())
                .as("a schedule that goes wrong without " + omission)
                .isPresent();
    }
}
