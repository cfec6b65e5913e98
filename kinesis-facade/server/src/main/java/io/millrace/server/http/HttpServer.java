package io.millrace.server.http;

import com.linecorp.armeria.common.Http1HeaderNaming;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.server.config.HttpConfig;
import io.millrace.server.config.TlsConfig;
import io.netty.channel.EventLoopGroup;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, for HTTP/1.1 and HTTP/2 (by prior knowledge, upgrade and ALPN, and without ALPN), and hands calls to the dispatcher.
 *
 * <p>Every port is one for clear text to Armeria; {@link TlsPort} decrypts before it.
 */
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** Each subscription to a shard is a stream; clients open a further connection beyond so many. */
    private static final int STREAMS_PER_CONNECTION = 1000;

    private final HttpConfig http;
    private final Dispatcher dispatcher;
    private final Readiness readiness;
    private final @Nullable TlsPort tlsPort;
    private final List<Acceptor> acceptors = new CopyOnWriteArrayList<>();
    private final Server server;

    /** @param tls what to serve HTTPS with, if the settings say so */
    public HttpServer(
            HttpConfig http,
            TlsConfig tls,
            Optional<TlsMaterial> material,
            Dispatcher dispatcher,
            Readiness readiness,
            Workers workers,
            RequestMetrics metrics,
            PrometheusMeterRegistry registry) {
        this.http = http;
        this.dispatcher = dispatcher;
        this.readiness = readiness;
        this.tlsPort = material.filter(present -> tls.enabled())
                .map(present -> new TlsPort(present.context(), tls.port(), !http.enabled(), http.port()))
                .orElse(null);
        ServerBuilder builder = Server.builder();
        if (http.enabled()) {
            builder.http(new InetSocketAddress(http.host(), http.port()));
        }
        if (tlsPort != null) {
            builder.http(new InetSocketAddress(http.host(), tls.port()));
            builder.childChannelPipelineCustomizer(tlsPort);
        }
        this.server = builder.maxNumConnections(http.maxConnections())
                .bossGroupFactory(this::acceptor)
                .requestTimeout(http.requestTimeout())
                .idleTimeout(http.idleTimeout())
                // The dispatcher counts, and answers as the service does.
                .maxRequestLength(0)
                .http1MaxHeaderSize(http.maxHeaderBytes().asInt())
                .http2MaxHeaderListSize(http.maxHeaderBytes().bytes())
                .http2MaxStreamsPerConnection(STREAMS_PER_CONNECTION)
                .http1HeaderNaming(Http1HeaderNaming.ofDefault())
                // Draining is done before Armeria is told to stop.
                .gracefulShutdownTimeoutMillis(1, 1000)
                .disableServerHeader()
                .errorHandler(new Errors(metrics))
                .meterRegistry(registry)
                .service(get("/health/live"), HealthPages.live())
                .service(get("/health/ready"), HealthPages.ready(readiness))
                .service(get("/metrics"), MetricsPage.of(registry, workers))
                .service(Route.ofCatchAll(), dispatcher)
                .decorator(new Pipelining())
                .build();
    }

    private EventLoopGroup acceptor(String threadName) {
        Acceptor acceptor = new Acceptor(threadName);
        acceptors.add(acceptor);
        return acceptor;
    }

    private static Route get(String path) {
        return Route.builder()
                .exact(path)
                .methods(HttpMethod.GET, HttpMethod.HEAD)
                .build();
    }

    /** @throws PortInUseException if another program listens there already */
    public void start() {
        try {
            server.start().join();
        } catch (CompletionException e) {
            close();
            throw explained(e.getCause() == null ? e : e.getCause());
        }
        if (tlsPort != null) {
            tlsPort.isBoundTo(tlsPort().orElseThrow());
        }
        LOG.atInfo()
                .addKeyValue("host", http.host())
                .addKeyValue("http", port().isPresent() ? port().getAsInt() : "off")
                .addKeyValue("https", tlsPort().isPresent() ? tlsPort().getAsInt() : "off")
                .log("listening");
    }

    private RuntimeException explained(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException
                    || String.valueOf(each.getMessage()).contains("Address already in use")) {
                return new PortInUseException(http, tlsPort != null, each);
            }
        }
        return new IllegalStateException(
                "the server cannot listen on " + http.host() + ": " + cause.getMessage(), cause);
    }

    /** The port for clear text, once started. */
    public OptionalInt port() {
        return http.enabled() ? OptionalInt.of(boundPort(0)) : OptionalInt.empty();
    }

    /** The port for HTTPS, once started. */
    public OptionalInt tlsPort() {
        return tlsPort == null ? OptionalInt.empty() : OptionalInt.of(boundPort(http.enabled() ? 1 : 0));
    }

    private int boundPort(int index) {
        Iterator<ServerPort> ports = server.activePorts().values().iterator();
        for (int i = 0; i < index; i++) {
            ports.next();
        }
        return ports.next().localAddress().getPort();
    }

    /**
     * Closes the ports, turns new requests away, ends event streams, lets requests under way finish, and closes everything.
     *
     * @param timeout how long requests may take to finish
     * @throws InterruptedException if they were not waited for; everything is closed all the same
     */
    public void stop(Duration timeout) throws InterruptedException {
        readiness.add("server", () -> Optional.of("shutting down"));
        acceptors.forEach(Acceptor::closePorts);
        InFlight inFlight = dispatcher.inFlight();
        inFlight.close();
        dispatcher.eventStreams().endAll();
        try {
            if (!inFlight.await(timeout)) {
                LOG.atWarn().addKeyValue("requests", inFlight.count()).log("requests were cut off by the stop");
            }
        } finally {
            close();
        }
        LOG.atInfo().log("stopped");
    }

    /** Returns once all is closed, and not when the acceptors' threads have ended, which takes two seconds more. */
    private void close() {
        CompletableFuture<Void> stopped = server.stop();
        while (!stopped.isDone() && !acceptors.stream().allMatch(Acceptor::isShuttingDown)) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
