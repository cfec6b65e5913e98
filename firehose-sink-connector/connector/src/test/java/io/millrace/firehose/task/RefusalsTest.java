package io.millrace.firehose.task;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

final class RefusalsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final IllegalStateException CAUSE = new IllegalStateException("403 AccessDenied");

    private final Refusals refusals = new Refusals(Duration.ofMinutes(5));

    @Test
    void whatIsRefusedForTooLongFailsTheTaskWhichSaysThatNothingIsLost() {
        refuse(0);
        refuse(299);

        assertThatThrownBy(() -> refuse(300))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("t-0 was refused since " + BEGIN)
                .hasMessageContaining("Nothing is lost")
                .hasMessageContaining("403 AccessDenied");
    }

    @Test
    void whatSucceedsBetweenBeginsItAnew() {
        refuse(0);
        refusals.clear();
        refuse(400);

        assertThatCode(() -> refuse(699)).doesNotThrowAnyException();
        assertThatThrownBy(() -> refuse(700)).isInstanceOf(ConnectException.class);
    }

    private void refuse(int second) {
        refusals.add(CAUSE, "t-0", BEGIN.plusSeconds(second));
    }
}
