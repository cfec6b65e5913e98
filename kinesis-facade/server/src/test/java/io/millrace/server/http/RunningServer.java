package io.millrace.server.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.server.auth.Authenticator;
import io.millrace.server.config.ServerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with {@link Toys} on free ports of the loopback. */
final class RunningServer implements AutoCloseable {

    final Toys toys = new Toys();
    final Readiness readiness = new Readiness();
    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final BodyMemory memory;
    final Dispatcher dispatcher;
    final Workers workers = new Workers(4, 100);
    final HttpServer server;

    private RunningServer(ServerConfig config, Optional<TlsMaterial> tls, Authenticator authenticator) {
        RequestMetrics metrics = new RequestMetrics(registry);
        memory = new BodyMemory(config.http().requestMemory().bytes());
        dispatcher = new Dispatcher(
                List.of(toys.api()),
                authenticator,
                memory,
                config.http().maxRequestBytes().asInt(),
                workers,
                metrics,
                Clock.systemUTC());
        server = new HttpServer(
                config.http(), config.tls(), tls, dispatcher, readiness, workers, registry, Clock.systemUTC());
    }

    static RunningServer start(Map<String, String> settings) {
        return start(settings, Optional.empty(), request -> "AKIDTEST");
    }

    static RunningServer withTls(Path folder) {
        ServerConfig config = config(Map.of("tls.enabled", "true"));
        return start(
                Map.of("tls.enabled", "true"),
                Optional.of(TlsMaterial.of(config.tls(), folder, Clock.systemUTC())),
                request -> "AKIDTEST");
    }

    static RunningServer start(Map<String, String> settings, Optional<TlsMaterial> tls, Authenticator authenticator) {
        RunningServer running = new RunningServer(config(settings), tls, authenticator);
        running.server.start();
        return running;
    }

    private static ServerConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("http.port", "0", "tls.port", "0"));
        all.putAll(settings);
        return ServerConfig.of(all);
    }

    int port() {
        return server.port().orElseThrow();
    }

    int tlsPort() {
        return server.tlsPort().orElseThrow();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() throws InterruptedException {
        toys.wait.end.cancel(false);
        server.stop(Duration.ZERO);
        workers.close();
    }
}
