package io.millrace.firehose.assembly;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** One thread for what is to happen later. */
final class Schedulers {

    private Schedulers() {}

    static ScheduledThreadPoolExecutor start(String name) {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }
}
