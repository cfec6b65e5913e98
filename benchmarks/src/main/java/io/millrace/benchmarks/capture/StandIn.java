package io.millrace.benchmarks.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * As much of DynamoDB and its streams as a reader needs. What it answers was made before anybody asks, and never ends: a page costs it
 * what it takes to write a megabyte to a socket. It checks no signature.
 */
public final class StandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Integer> SHARDS = List.of(1, 2, 4);
    private static final int PAGES = 4;

    private final HttpServer server;
    private final List<Answer> items;
    private final Map<String, List<Answer>> records;
    private final AtomicInteger turn = new AtomicInteger();

    /** With the checksum that the service sends, and its clients compute. */
    private record Answer(int status, byte[] body, long crc32) {

        static Answer of(int status, byte[] body) {
            CRC32 crc = new CRC32();
            crc.update(body);
            return new Answer(status, body, crc.getValue());
        }

        static Answer ok(Object body) throws IOException {
            return of(200, JSON.writeValueAsBytes(body));
        }
    }

    private StandIn(HttpServer server) {
        this.server = server;
        this.items = IntStream.range(0, PAGES)
                .mapToObj(page -> Answer.of(200, Orders.items(page)))
                .toList();
        long now = Instant.now().getEpochSecond();
        this.records = new HashMap<>();
        for (int shards : SHARDS) {
            for (int shard = 0; shard < shards; shard++) {
                records.put(iterator(arn(table(shards)), shard(shard)), recordPages(shards, shard, now));
            }
        }
    }

    private static List<Answer> recordPages(int shards, int shard, long now) {
        return IntStream.range(0, PAGES)
                .mapToObj(page -> Answer.of(
                        200, Orders.records(shard * PAGES + page, iterator(arn(table(shards)), shard(shard)), now)))
                .toList();
    }

    /** On a free port of this machine. */
    public static StandIn start() throws IOException {
        // headers and body are written apart
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StandIn source = new StandIn(server);
        server.createContext("/", source::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return source;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    static String table(int shards) {
        return "orders-" + shards;
    }

    static String arn(String table) {
        return "arn:aws:dynamodb:us-east-1:000000000000:table/" + table + "/stream/2026-11-21T00:00:00.000";
    }

    static String shard(int number) {
        return "shardId-0000000000000000000%d-abcdef01".formatted(number);
    }

    static String iterator(String arn, String shard) {
        return arn + "|" + shard;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-target"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer = answer(target.substring(target.indexOf('.') + 1), body);
        exchange.getResponseHeaders().set("content-type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(answer.crc32()));
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.body());
        }
    }

    private Answer answer(String operation, byte[] body) throws IOException {
        if (operation.equals("Scan")) {
            return next(items);
        }
        JsonNode request = JSON.readTree(body);
        return switch (operation) {
            case "GetRecords" -> next(records.get(request.path("ShardIterator").asText()));
            case "GetShardIterator" ->
                Answer.ok(Map.of(
                        "ShardIterator",
                        iterator(
                                request.path("StreamArn").asText(),
                                request.path("ShardId").asText())));
            case "ListTables" ->
                Answer.ok(
                        Map.of("TableNames", SHARDS.stream().map(StandIn::table).toList()));
            case "DescribeTable" ->
                Answer.ok(Map.of("Table", described(request.path("TableName").asText())));
            case "ListTagsOfResource" -> Answer.ok(Map.of("Tags", List.of()));
            case "DescribeStream" ->
                Answer.ok(Map.of(
                        "StreamDescription", stream(request.path("StreamArn").asText())));
            default ->
                Answer.of(
                        400,
                        "{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}"
                                .getBytes(StandardCharsets.UTF_8));
        };
    }

    private Answer next(List<Answer> pages) {
        return pages.get(Math.floorMod(turn.getAndIncrement(), pages.size()));
    }

    private static Map<String, Object> described(String table) {
        return Map.of(
                "TableName",
                table,
                "TableStatus",
                "ACTIVE",
                "TableArn",
                "arn:aws:dynamodb:us-east-1:000000000000:table/" + table,
                "KeySchema",
                List.of(Map.of("AttributeName", "customer", "KeyType", "HASH")),
                "AttributeDefinitions",
                List.of(Map.of("AttributeName", "customer", "AttributeType", "S")),
                "StreamSpecification",
                Map.of("StreamEnabled", true, "StreamViewType", "NEW_AND_OLD_IMAGES"),
                "LatestStreamArn",
                arn(table));
    }

    private static Map<String, Object> stream(String arn) {
        int shards = SHARDS.stream()
                .filter(number -> arn.equals(arn(table(number))))
                .findFirst()
                .orElseThrow();
        return Map.of(
                "StreamArn",
                arn,
                "StreamStatus",
                "ENABLED",
                "StreamViewType",
                "NEW_AND_OLD_IMAGES",
                "Shards",
                IntStream.range(0, shards)
                        .mapToObj(shard -> Map.of(
                                "ShardId",
                                shard(shard),
                                "SequenceNumberRange",
                                Map.of("StartingSequenceNumber", "000100000000000000000")))
                        .collect(Collectors.toList()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
