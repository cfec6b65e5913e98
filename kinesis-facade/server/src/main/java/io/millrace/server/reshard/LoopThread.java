package io.millrace.server.reshard;

import io.millrace.server.concurrent.Scheduler;
import java.time.Duration;

/** The event loop of a node that really runs. Once closed it runs nothing more. */
public final class LoopThread implements EventLoop, AutoCloseable {

    private final Scheduler thread;

    public LoopThread(String name) {
        thread = new Scheduler(name, 1);
    }

    @Override
    public Moment now() {
        return Moment.now();
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        thread.after(delay, task);
    }

    @Override
    public void close() {
        thread.close();
    }
}
