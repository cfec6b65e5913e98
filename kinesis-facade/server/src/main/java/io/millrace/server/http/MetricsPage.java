package io.millrace.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** {@code /metrics}, in Prometheus' text format. Gathered on a worker: with many streams it takes a while. */
record MetricsPage(PrometheusMeterRegistry registry, Executor workers) implements Service {

    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    @Override
    public void serve(Exchange exchange) {
        try {
            workers.execute(() -> {
                String page = registry.scrape();
                exchange.execute(() -> Answers.page(exchange, 200, TEXT_FORMAT, page));
            });
        } catch (RejectedExecutionException e) {
            Answers.page(exchange, 503, TEXT_FORMAT, "");
        }
    }
}
