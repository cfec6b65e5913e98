package io.millrace.server.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class FailuresTest {

    private static final Exception FAILURE = new IllegalStateException("it");

    @Test
    void aFailureIsFoundUnderWhateverStagesPutAroundIt() {
        assertThat(Failures.cause(FAILURE)).isSameAs(FAILURE);
        assertThat(Failures.cause(new CompletionException(new CompletionException(FAILURE))))
                .isSameAs(FAILURE);
    }

    @Test
    void anEmptyWrappingIsTheFailureItself() {
        CompletionException bare = new CompletionException(null);

        assertThat(Failures.cause(bare)).isSameAs(bare);
    }
}
