package io.millrace.server.reshard;

import java.time.Duration;
import java.util.concurrent.Executor;

/** One thread, and the time as it sees it. What runs on it needs no locks, and a simulation can take its place. */
public interface EventLoop extends Executor {

    Moment now();

    void after(Duration delay, Runnable task);
}
