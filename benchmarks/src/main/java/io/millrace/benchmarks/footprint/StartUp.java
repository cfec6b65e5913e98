package io.millrace.benchmarks.footprint;

import io.millrace.benchmarks.report.Results;
import io.millrace.benchmarks.servers.ChildProcess;
import io.millrace.benchmarks.servers.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** From the start of a facade's process until it is ready, on a catalog that is there already. */
public record StartUp(int streams, int shards) implements Footprint {

    private static final String CATALOG = "__start_up_catalog";
    private static final int TIMES = 5;

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public Finding measure(Servers servers, ChildProcess broker) throws IOException, InterruptedException {
        SeededCatalog.write(broker.ready(), CATALOG, streams, shards);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            ChildProcess facade =
                    servers.facade("facade-start", broker, List.of("-Xmx1g"), Map.of("kafka.catalogTopic", CATALOG));
            try {
                awaitReady(facade);
                seconds.add((System.nanoTime() - began) / 1e9);
            } finally {
                servers.stop(facade);
            }
        }
        return new Finding(
                name(),
                String.format(
                        Locale.ROOT,
                        "from the start of the process to /health/ready: %,d streams x %d shards in the catalog",
                        streams,
                        shards),
                Results.median(seconds),
                "s",
                5,
                2,
                String.format(Locale.ROOT, "the median of %d starts", TIMES));
    }

    private static void awaitReady(ChildProcess facade) throws IOException, InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + facade.ready() + "/health/ready");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(ready).build();
        while (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
