package io.millrace.server.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.server.config.HttpConfig;
import io.millrace.server.config.TlsConfig;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens, for HTTP/1.1 and HTTP/2 in clear text and over TLS, and hands requests to the pages and the dispatcher. */
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BACKLOG = 1024;
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final HttpConfig http;
    private final TlsConfig tls;
    private final @Nullable SslContext ssl;
    private final Dispatcher dispatcher;
    private final Readiness readiness;
    private final Pipelines pipelines;
    private final Connections connections;
    private final Transport transport = Transport.ofThisMachine();
    private final EventLoopGroup acceptor = transport.threads(1, "millrace-accept");
    private final EventLoopGroup eventLoops =
            transport.threads(Runtime.getRuntime().availableProcessors(), "millrace-http");
    private @Nullable Channel port;
    private @Nullable Channel tlsPort;

    /** @param material what to serve HTTPS with, if the settings say so */
    public HttpServer(
            HttpConfig http,
            TlsConfig tls,
            Optional<TlsMaterial> material,
            Dispatcher dispatcher,
            Readiness readiness,
            Workers workers,
            PrometheusMeterRegistry registry,
            Clock clock) {
        this.http = http;
        this.tls = tls;
        this.ssl = tls.enabled() ? material.map(TlsMaterial::context).orElse(null) : null;
        this.dispatcher = dispatcher;
        this.readiness = readiness;
        Pages pages = new Pages(
                Map.of(
                        "/health/live", HealthPages.live(),
                        "/health/ready", HealthPages.ready(readiness),
                        "/metrics", new MetricsPage(registry, workers)),
                dispatcher);
        this.pipelines = new Pipelines(
                new ConversationParts(pages, http.requestTimeout(), http.idleTimeout(), new DateHeader(clock)), http);
        this.connections = new Connections(http.maxConnections());
        Gauge.builder("millrace.connections", connections, Connections::count)
                .description("Open connections")
                .register(registry);
    }

    /** @throws PortInUseException if another program listens there already */
    public void start() {
        if (http.enabled()) {
            port = bind(http.port(), null);
        }
        if (ssl != null) {
            tlsPort = bind(tls.port(), ssl);
        }
        LOG.atInfo()
                .addKeyValue("host", http.host())
                .addKeyValue("http", port().isPresent() ? port().getAsInt() : "off")
                .addKeyValue("https", tlsPort().isPresent() ? tlsPort().getAsInt() : "off")
                .log("listening");
    }

    private Channel bind(int number, @Nullable SslContext tlsOfPort) {
        ChannelFuture bound = new ServerBootstrap()
                .group(acceptor, eventLoops)
                .channel(transport.serverSocket())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Port(connections, pipelines, tlsOfPort))
                .bind(new InetSocketAddress(http.host(), number))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw explained(bound.cause());
        }
        return bound.channel();
    }

    private RuntimeException explained(Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof BindException
                    || String.valueOf(each.getMessage()).contains("Address already in use")) {
                return new PortInUseException(http, ssl != null, each);
            }
        }
        return new IllegalStateException(
                "the server cannot listen on " + http.host() + ": " + cause.getMessage(), cause);
    }

    /** The port for clear text, once started. */
    public OptionalInt port() {
        return number(port);
    }

    /** The port for HTTPS, once started. */
    public OptionalInt tlsPort() {
        return number(tlsPort);
    }

    private static OptionalInt number(@Nullable Channel bound) {
        return bound == null
                ? OptionalInt.empty()
                : OptionalInt.of(((InetSocketAddress) bound.localAddress()).getPort());
    }

    /**
     * Closes the ports, turns new requests away, ends event streams, lets requests under way finish, and closes everything.
     *
     * @param timeout how long requests may take to finish
     * @throws InterruptedException if they were not waited for; everything is closed all the same
     */
    public void stop(Duration timeout) throws InterruptedException {
        readiness.add("server", () -> Optional.of("shutting down"));
        closePorts();
        InFlight inFlight = dispatcher.inFlight();
        inFlight.close();
        connections.drain();
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

    private void closePorts() {
        for (Channel bound : new Channel[] {port, tlsPort}) {
            if (bound != null) {
                bound.close().awaitUninterruptibly();
            }
        }
    }

    private void close() {
        closePorts();
        connections.close(CLOSING);
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        acceptor.terminationFuture().awaitUninterruptibly();
    }
}
