package io.millrace.firehose.transform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.firehose.retry.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** How tests of runtimes call functions that do what {@code mode} says. */
public final class Invocations {

    public static final Backoff SHORT = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));

    private static final long PATIENCE_SECONDS = 60;

    private Invocations() {}

    public static byte[] mode(String mode) {
        return ("{\"mode\":\"" + mode + "\",\"records\":[]}").getBytes(UTF_8);
    }

    public static String answer(CompletionStage<byte[]> invocation) throws Exception {
        return new String(invocation.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS), UTF_8);
    }

    public static Throwable failure(CompletionStage<byte[]> invocation) {
        Throwable thrown = catchThrowable(() -> answer(invocation));
        assertThat(thrown).isNotNull();
        return thrown.getCause();
    }

    /** What becomes of the records r0, r1 and r2. */
    public static List<Transformed> transformed(Transform function, Envelope envelope) throws Exception {
        var scheduler = new ScheduledThreadPoolExecutor(1);
        try {
            return new Transformer(function, envelope, 3, SHORT, scheduler, Clock.systemUTC(), new Random(1))
                    .transform(Records.records(3))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            scheduler.shutdownNow();
        }
    }
}
