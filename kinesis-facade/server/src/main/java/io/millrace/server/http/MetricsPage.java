package io.millrace.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code /metrics}, in Prometheus' text format. */
final class MetricsPage {

    private static final MediaType TEXT_FORMAT = MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

    private MetricsPage() {}

    /** Gathers on a worker: with many streams it takes a while. */
    static HttpService of(PrometheusMeterRegistry registry, Executor workers) {
        return (context, request) -> HttpResponse.of(CompletableFuture.supplyAsync(
                () -> HttpResponse.of(HttpStatus.OK, TEXT_FORMAT, HttpData.ofUtf8(registry.scrape())), workers));
    }
}
