package io.millrace.firehose.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes to pass by itself, and says what was there instead if it does not. */
public final class Eventually {

    private static final long PAUSE_MILLIS = 50;

    private Eventually() {}

    public static void isTrue(Duration patience, String what, BooleanSupplier condition) {
        get(patience, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty(), () -> "not so");
    }

    public static <T> T get(Duration patience, String what, Supplier<Optional<T>> source, Supplier<?> insteadOf) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - until > 0) {
                throw new AssertionError(
                        "waited " + patience.toSeconds() + " s for " + what + ", and have " + insteadOf.get());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
