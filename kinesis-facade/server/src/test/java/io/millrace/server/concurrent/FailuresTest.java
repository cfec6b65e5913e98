package io.millrace.server.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    private final Exception failure = new IllegalStateException("it");

    @Test
    void aFailureIsFoundUnderWhateverStagesPutAroundIt() {
        assertThat(Failures.cause(failure)).isSameAs(failure);
        assertThat(Failures.cause(new CompletionException(new CompletionException(failure))))
                .isSameAs(failure);
    }

    @Test
    void anEmptyWrappingIsTheFailureItself() {
        CompletionException bare = new CompletionException(null);

        assertThat(Failures.cause(bare)).isSameAs(bare);
    }
}
