package io.millrace.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;

/** What Lambda's Invoke API answers of functions that change nothing, and remembers. */
public final class FunctionStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    FunctionStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::invoke);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The records of a delivery stream's events, so far. */
    public List<JsonNode> records(String deliveryStream) {
        return events.stream()
                .filter(event -> event.path("deliveryStreamArn").asText().endsWith("/" + deliveryStream))
                .flatMap(event -> StreamSupport.stream(event.path("records").spliterator(), false))
                .toList();
    }

    private void invoke(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody());
            events.add(event);
            ArrayNode records = JSON.createArrayNode();
            event.path("records")
                    .forEach(record -> records.addObject()
                            .put("recordId", record.path("recordId").asText())
                            .put("result", "Ok")
                            .put("data", record.path("data").asText()));
            byte[] answer = JSON.writeValueAsBytes(JSON.createObjectNode().set("records", records));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
