package io.millrace.firehose.destination.splunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for Splunk, which cannot be had here: what its documentation says of the collector's endpoints, with acknowledgement. It does
 * what it is told to, in that order, and then takes and acknowledges everything.
 */
public final class HecStandIn implements AutoCloseable {

    public static final String TOKEN = "00000000-1111-2222-3333-444444444444";

    private static final ObjectMapper JSON = new ObjectMapper();

    public enum Sent {
        TAKEN,
        /** Taken, but the answer does not come. */
        TAKEN_AND_LOST,
        /** Neither taken nor answered. */
        LOST,
        BUSY,
        BROKEN,
        NOT_A_COLLECTOR,
        TAKEN_WITHOUT_ACK,
        ACK_DISABLED,
        TOKEN_DISABLED,
        /** Taken, and then everything is forgotten but what was indexed: channels and acknowledgements begin anew. */
        RESTARTED_BEFORE
    }

    public enum Asked {
        TOLD,
        NOT_YET,
        /** The answer does not come, and a collector tells of an acknowledgement only once. */
        TOLD_AND_LOST,
        BROKEN,
        ACK_DISABLED
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> nextAck = new HashMap<>();
    private final Map<String, Set<Integer>> acknowledged = new HashMap<>();
    private final List<String> indexed = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private final HttpServer server;
    private volatile int mostBytes = Integer.MAX_VALUE;
    private volatile boolean cookies = true;
    private int questions;

    public HecStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/services/collector/event", authorized((exchange) -> send(exchange, true)));
        server.createContext("/services/collector/raw", authorized((exchange) -> send(exchange, false)));
        server.createContext("/services/collector/ack", authorized(this::ask));
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    public void will(Sent... behaviours) {
        sent.addAll(List.of(behaviours));
    }

    public void will(Asked... behaviours) {
        asked.addAll(List.of(behaviours));
    }

    void takesAtMost(int bytes) {
        mostBytes = bytes;
    }

    /** Events, or in raw mode bodies, as often as they were indexed. */
    public synchronized List<String> indexed() {
        return List.copyOf(indexed);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized List<String> channels() {
        return List.copyOf(channels);
    }

    synchronized int questions() {
        return questions;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private HttpHandler authorized(HttpHandler handler) {
        return exchange -> {
            if (!("Splunk " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getRequestBody().readAllBytes();
                answer(exchange, 403, "{\"text\":\"Invalid token\",\"code\":4}");
            } else if (exchange.getRequestHeaders().getFirst("X-Splunk-Request-Channel") == null) {
                exchange.getRequestBody().readAllBytes();
                answer(exchange, 400, "{\"text\":\"Data channel is missing\",\"code\":10}");
            } else {
                handler.handle(exchange);
            }
        };
    }

    private synchronized void send(HttpExchange exchange, boolean events) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String channel = exchange.getRequestHeaders().getFirst("X-Splunk-Request-Channel");
        bodies.add(body);
        channels.add(channel);
        if (body.length() > mostBytes) {
            answer(exchange, 413, "{\"text\":\"Content-Length of %d too large\",\"code\":27}".formatted(body.length()));
            return;
        }
        Sent next = sent.isEmpty() ? Sent.TAKEN : sent.remove();
        switch (next) {
            case LOST -> throw new IOException("lost");
            case BUSY -> answer(exchange, 503, "{\"text\":\"Server is busy\",\"code\":9}");
            case BROKEN -> answer(exchange, 500, "{\"text\":\"Internal server error\",\"code\":8}");
            case NOT_A_COLLECTOR -> answer(exchange, 502, "<html>" + TOKEN + "</html>");
            case ACK_DISABLED -> answer(exchange, 400, "{\"text\":\"ACK is disabled\",\"code\":14}");
            case TOKEN_DISABLED -> answer(exchange, 403, "{\"text\":\"Token disabled\",\"code\":1}");
            default -> take(exchange, next, channel, body, events);
        }
    }

    private void take(HttpExchange exchange, Sent how, String channel, String body, boolean events) throws IOException {
        if (how == Sent.RESTARTED_BEFORE) {
            nextAck.clear();
            acknowledged.clear();
        }
        String refusal = events ? index(body) : indexRaw(body);
        if (refusal != null) {
            answer(exchange, 400, refusal);
            return;
        }
        int ack = nextAck.merge(channel, 1, Integer::sum) - 1;
        acknowledged.computeIfAbsent(channel, any -> new HashSet<>()).add(ack);
        if (how == Sent.TAKEN_AND_LOST) {
            throw new IOException("lost");
        }
        if (how == Sent.TAKEN_WITHOUT_ACK) {
            answer(exchange, 200, "{\"text\":\"Success\",\"code\":0}");
            return;
        }
        exchange.getResponseHeaders().set("Set-Cookie", "node=1");
        answer(exchange, 200, "{\"text\":\"Success\",\"code\":0,\"ackId\":%d}".formatted(ack));
    }

    private String indexRaw(String body) {
        if (body.isEmpty()) {
            return "{\"text\":\"No data\",\"code\":5}";
        }
        indexed.add(body);
        return null;
    }

    /** Events before the first bad one are indexed. */
    private String index(String body) {
        int number = 0;
        try (MappingIterator<JsonNode> events = JSON.readerFor(JsonNode.class).readValues(body)) {
            while (events.hasNextValue()) {
                JsonNode event = events.nextValue();
                if (!event.isObject()) {
                    return refusal("Invalid data format", 6, number);
                }
                if (!event.has("event")) {
                    return refusal("Event field is required", 12, number);
                }
                if (event.path("index").asText().equals("wrong")) {
                    return refusal("Incorrect index", 7, number);
                }
                indexed.add(event.get("event").asText());
                number++;
            }
        } catch (IOException e) {
            return refusal("Invalid data format", 6, number);
        }
        return number == 0 ? "{\"text\":\"No data\",\"code\":5}" : null;
    }

    private static String refusal(String text, int code, int number) {
        return "{\"text\":\"%s\",\"code\":%d,\"invalid-event-number\":%d}".formatted(text, code, number);
    }

    private synchronized void ask(HttpExchange exchange) throws IOException {
        JsonNode question = JSON.readTree(exchange.getRequestBody().readAllBytes());
        questions++;
        cookies &= "node=1".equals(exchange.getRequestHeaders().getFirst("Cookie"));
        Asked next = asked.isEmpty() ? Asked.TOLD : asked.remove();
        int id = question.path("acks").path(0).asInt();
        String channel = exchange.getRequestHeaders().getFirst("X-Splunk-Request-Channel");
        switch (next) {
            case NOT_YET -> answer(exchange, 200, "{\"acks\":{\"%d\":false}}".formatted(id));
            case BROKEN -> answer(exchange, 500, "{\"text\":\"Internal server error\",\"code\":8}");
            case ACK_DISABLED -> answer(exchange, 400, "{\"text\":\"ACK is disabled\",\"code\":14}");
            default -> {
                boolean known = acknowledged.getOrDefault(channel, Set.of()).contains(id);
                if (known) {
                    acknowledged.get(channel).remove(id);
                }
                if (next == Asked.TOLD_AND_LOST) {
                    throw new IOException("lost");
                }
                answer(exchange, 200, "{\"acks\":{\"%d\":%s}}".formatted(id, known));
            }
        }
    }

    boolean wasAlwaysAskedWithTheCookie() {
        return cookies;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
