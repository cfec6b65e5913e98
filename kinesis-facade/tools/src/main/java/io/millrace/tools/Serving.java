package io.millrace.tools;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs until the process is told to stop. A clean stop ends with exit code 0, whether SIGTERM or Ctrl-C asked for it: the
 * JVM alone would make 143 or 130 of a stop that went well. It ends with 1 if something did not close.
 */
final class Serving {

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final AutoCloseable running;

    Serving(AutoCloseable running) {
        this.running = running;
    }

    /** Does not return: the process ends when what runs is closed. */
    void untilStopped() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        new CountDownLatch(1).await();
    }

    private void stop() {
        LOG.atInfo().log("stopping: requests under way are finished first");
        int exitCode = 0;
        try {
            running.close();
        } catch (Exception e) {
            LOG.atError().setCause(e).log("the stop was not clean");
            exitCode = 1;
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
