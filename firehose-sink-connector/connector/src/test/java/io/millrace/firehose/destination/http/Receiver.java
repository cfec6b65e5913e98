package io.millrace.firehose.destination.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** An endpoint that does what it is told to, in that order, and then takes everything. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new ArrayList<>();
    private final HttpServer server;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Request request = read(exchange);
            Behaviour next;
            synchronized (this) {
                requests.add(request);
                notifyAll();
                next = script.isEmpty() ? taken() : script.remove();
            }
            next.answer(exchange, request);
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/take?all=1");
    }

    void will(Behaviour behaviour) {
        script.add(behaviour);
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    synchronized void awaitRequests(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (requests.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(requests.size() + " requests, not " + count);
            }
            wait(left);
        }
    }

    static Behaviour taken() {
        return (exchange, request) -> answer(
                exchange, 200, "application/json", "{\"requestId\":\"%s\",\"timestamp\":1}".formatted(request.id()));
    }

    static Behaviour says(int status, String type, String body) {
        return (exchange, request) -> answer(exchange, status, type, body);
    }

    /** The connection ends without an answer. */
    static Behaviour isLost() {
        return (exchange, request) -> {
            throw new IOException("lost");
        };
    }

    /** The headers come, and half of a body. */
    static Behaviour isTorn() {
        return (exchange, request) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            throw new IOException("torn");
        };
    }

    Behaviour hangs() {
        return (exchange, request) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static Request read(HttpExchange exchange) throws IOException {
        InputStream body = new ByteArrayInputStream(exchange.getRequestBody().readAllBytes());
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(body);
        }
        return new Request(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                JSON.readTree(body));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange, Request request) throws IOException;
    }

    record Request(String line, Headers headers, JsonNode body) {

        String id() {
            return body.get("requestId").textValue();
        }

        List<String> records() {
            List<String> records = new ArrayList<>();
            body.get("records").forEach(record -> {
                try {
                    records.add(new String(record.get("data").binaryValue(), UTF_8));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            return records;
        }
    }
}
