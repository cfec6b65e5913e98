package io.millrace.server.kinesis.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<Runnable> handedOver = new ArrayList<>();
    private final Turns turns = new Turns(handedOver::add);
    private final List<String> done = new ArrayList<>();

    @Test
    void whatIsToRunHereRunsHere() {
        turns.executeHere(() -> done.add("here"));

        assertThat(done).containsExactly("here");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void butNotBeforeWhatCameEarlier() {
        turns.execute(() -> done.add("first"));
        turns.executeHere(() -> done.add("second"));
        assertThat(done).isEmpty();

        handedOver.forEach(Runnable::run);

        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void norInTheMiddleOfAnother() {
        turns.executeHere(() -> {
            turns.executeHere(() -> done.add("inner"));
            done.add("outer");
        });

        assertThat(done).containsExactly("outer", "inner");
    }
}
