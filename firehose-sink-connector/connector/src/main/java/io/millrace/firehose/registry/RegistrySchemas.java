package io.millrace.firehose.registry;

import io.millrace.firehose.format.schema.AvroColumns;
import io.millrace.firehose.format.schema.ColumnType;
import io.millrace.firehose.format.schema.SchemaSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest version of a subject, asked for at the start and again at an interval. While the registry cannot be reached, and while its
 * latest is no table, the last that was one stays.
 */
public final class RegistrySchemas implements SchemaSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrySchemas.class);

    private record Known(int version, ColumnType.Struct table) {}

    private final SchemaRegistry registry;
    private final ScheduledExecutorService refresher;
    private volatile Known known;

    /**
     * Asks for the schema, and waits for it.
     *
     * @param authorization the value of that header
     * @throws RegistryException if there is none, or no table can be of it
     */
    public static RegistrySchemas open(URI url, String subject, Optional<String> authorization, Duration refresh)
            throws RegistryException {
        SchemaRegistry registry = new SchemaRegistry(url, subject, authorization);
        try {
            return new RegistrySchemas(registry, table(registry.latest()), refresh);
        } catch (RegistryException e) {
            registry.close();
            throw new RegistryException("The schema registry was asked for " + registry + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            registry.close();
            Thread.currentThread().interrupt();
            throw new RegistryException("The schema registry was not waited for", e);
        }
    }

    private RegistrySchemas(SchemaRegistry registry, Known first, Duration refresh) {
        this.registry = registry;
        this.known = first;
        this.refresher = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "schema-registry");
            thread.setDaemon(true);
            return thread;
        });
        refresher.scheduleWithFixedDelay(this::refresh, refresh.toMillis(), refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Known table(RegisteredSchema latest) throws RegistryException {
        try {
            return new Known(latest.version(), AvroColumns.parse(latest.schema()));
        } catch (IllegalArgumentException e) {
            throw new RegistryException("version " + latest.version() + " is no table: " + e.getMessage(), e);
        }
    }

    private void refresh() {
        try {
            RegisteredSchema latest = registry.latest();
            if (latest.version() != known.version()) {
                known = table(latest);
                LOG.atInfo().addKeyValue("version", latest.version()).log("New files have the schema of {}", registry);
            }
        } catch (RegistryException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("version", known.version())
                    .log("The schema stays as it is; {} was asked: {}", registry, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ColumnType.Struct current() {
        return known.table();
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        registry.close();
    }
}
