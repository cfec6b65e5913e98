package io.millrace.dynamodb;

import io.millrace.dynamodb.client.Backoff;
import io.millrace.dynamodb.client.ReadFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the tables that are captured, at the beginning and then now and again, and says when they are others. */
final class TableWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableWatch.class);

    private final Supplier<List<String>> search;
    private final Runnable onChange;
    private final Consumer<RuntimeException> onFailure;
    private final Duration interval;
    private final Backoff backoff;
    private final Runnable onClose;
    private final ScheduledExecutorService thread;
    private volatile Optional<List<String>> tables = Optional.empty();

    /**
     * @param backoff for the first look; later ones are made again anyway
     * @param onFailure if that is not enough
     */
    TableWatch(
            Supplier<List<String>> search,
            Runnable onChange,
            Consumer<RuntimeException> onFailure,
            Duration interval,
            Backoff backoff,
            Runnable onClose) {
        this.search = search;
        this.onChange = onChange;
        this.onFailure = onFailure;
        this.interval = interval;
        this.backoff = backoff;
        this.onClose = onClose;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "dynamodb-table-watch");
            made.setDaemon(true);
            return made;
        });
        var unused = lookFirst();
    }

    /** Empty until DynamoDB has answered. */
    Optional<List<String>> tables() {
        return tables;
    }

    private boolean lookFirst() {
        try {
            tables = Optional.of(search.get());
            var unused = thread.scheduleWithFixedDelay(
                    this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ReadFault e) {
            backoff.next().ifPresentOrElse(wait -> lookAgain(wait, e), () -> onFailure.accept(e));
            return false;
        }
    }

    private void lookAgain(Duration wait, ReadFault fault) {
        LOG.atWarn()
                .addKeyValue("milliseconds", wait.toMillis())
                .addKeyValue("reason", fault.getMessage())
                .log("DynamoDB does not answer; it is asked again");
        var unused = thread.schedule(
                () -> {
                    if (lookFirst()) {
                        onChange.run();
                    }
                },
                wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            List<String> found = search.get();
            if (!found.isEmpty() && !Optional.of(found).equals(tables)) {
                LOG.atInfo().addKeyValue("tables", found).log("other tables are captured now");
                tables = Optional.of(found);
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
