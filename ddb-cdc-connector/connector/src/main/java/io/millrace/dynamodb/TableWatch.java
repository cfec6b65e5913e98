package io.millrace.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the tables that are captured, at the beginning and then now and again, and says when they are others. */
final class TableWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);

    private final Supplier<List<String>> search;
    private final Runnable onChange;
    private final Runnable onClose;
    private final ScheduledExecutorService thread;
    private volatile List<String> tables;

    TableWatch(Supplier<List<String>> search, Runnable onChange, Duration interval, Runnable onClose) {
        this.search = search;
        this.onChange = onChange;
        this.onClose = onClose;
        this.tables = search.get();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "dynamodb-table-watch");
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(
                this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<String> tables() {
        return tables;
    }

    private void look() {
        try {
            List<String> found = search.get();
            if (!found.isEmpty() && !found.equals(tables)) {
                LOG.atInfo().addKeyValue("tables", found).log("other tables are captured now");
                tables = found;
                onChange.run();
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("tables cannot be looked for; it is tried again");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        onClose.run();
    }
}
