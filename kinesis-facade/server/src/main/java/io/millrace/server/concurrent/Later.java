package io.millrace.server.concurrent;

import java.time.Duration;

/** Where steps are taken, at once or after a while. Tests turn it by hand. */
@FunctionalInterface
public interface Later {

    void after(Duration delay, Runnable task);
}
