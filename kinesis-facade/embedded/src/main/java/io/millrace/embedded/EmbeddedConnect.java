package io.millrace.embedded;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.rest.ConnectRestServer;
import org.apache.kafka.connect.util.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka Connect worker in distributed mode, from Connect's own classes, in this JVM. Its connectors are those of the
 * class path that are declared in META-INF/services, and those of a plugin path. What it knows is in three topics of Kafka, so that it
 * is there again at the next start. Workers with one group id on one Kafka share the work.
 */
public final class EmbeddedConnect implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnect.class);

    private final ConnectRestServer rest;
    private final DistributedHerder herder;
    private final URI url;

    EmbeddedConnect(ConnectRestServer rest, DistributedHerder herder) {
        this.rest = rest;
        this.herder = herder;
        this.url = rest.advertisedUrl();
    }

    /**
     * @param port of the REST API; 0 for any that is free
     * @param settings of the worker that differ from {@link WorkerSettings}
     */
    public record Config(String bootstrapServers, int port, Map<String, String> settings) {

        public Config {
            settings = Map.copyOf(settings);
        }

        /** On a free port, as tests want it. */
        public static Config on(String bootstrapServers) {
            return new Config(bootstrapServers, 0, Map.of());
        }
    }

    /**
     * Returns when the REST API is served. The worker joins its group meanwhile: {@link #awaitReady} waits for that.
     *
     * @throws EmbeddedServerException with one line that says what to do: port in use, Kafka out of reach, a wrong setting
     */
    public static EmbeddedConnect start(Config config) {
        long started = System.nanoTime();
        EmbeddedConnect connect = new WorkerAssembly(config).start();
        LOG.atInfo()
                .addKeyValue("url", connect.url())
                .addKeyValue("milliseconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started))
                .log("Connect worker started");
        return connect;
    }

    /** The REST API's, such as {@code http://127.0.0.1:8083/}. */
    public URI url() {
        return url;
    }

    /**
     * Waits until the worker has read its topics and joined its group.
     *
     * @throws EmbeddedServerException if it does not in this time
     */
    public void awaitReady(long time, TimeUnit unit) throws InterruptedException {
        if (!isReady(time, unit)) {
            throw new EmbeddedServerException(
                    "The Connect worker is not ready after " + unit.toSeconds(time) + " s: its log says why.");
        }
    }

    /**
     * Waits until the worker has read its topics and joined its group, or this time is over.
     *
     * @throws EmbeddedServerException if it never will
     */
    public boolean isReady(long time, TimeUnit unit) throws InterruptedException {
        long until = System.nanoTime() + unit.toNanos(time);
        while (!answers()) {
            if (!isRunning()) {
                throw new EmbeddedServerException("The Connect worker has stopped: its log says why.");
            }
            if (System.nanoTime() - until > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the worker's thread takes requests: it has read its topics and is a member of its group then. */
    private boolean answers() throws InterruptedException {
        FutureCallback<Void> answer = new FutureCallback<>();
        herder.healthCheck(answer);
        try {
            answer.get(1, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Whether the worker is at work: false once it has given up, for instance since its topics are gone. */
    public boolean isRunning() {
        return !herder.herderTask().isDone();
    }

    /** Lets the tasks finish what they have, leaves the group, stops the REST API. */
    @Override
    public void close() {
        try {
            rest.stop();
        } finally {
            herder.stop();
        }
    }
}
