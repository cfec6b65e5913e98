package io.millrace.benchmarks.drivers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.http.Answer;
import io.millrace.benchmarks.http.BodyFormat;
import io.millrace.benchmarks.http.Conversation;
import io.millrace.benchmarks.http.HttpLoop;
import io.millrace.benchmarks.http.RequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A server of the Kinesis API, and what happens around a measurement, in plain JSON: streams made and removed, iterators taken. */
public final class KinesisControl implements SystemUnderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration MANY_STREAMS = Duration.ofMinutes(2);
    private static final int AT_ONCE = 16;

    private final KinesisEndpoint endpoint;
    private final RequestSigner signer;

    public KinesisControl(KinesisEndpoint endpoint) {
        this.endpoint = endpoint;
        this.signer = endpoint.signer(BodyFormat.JSON);
    }

    @Override
    public String storage() {
        return endpoint.storage();
    }

    @Override
    public boolean makesStreams() {
        return true;
    }

    @Override
    public Map<String, ProcessHandle> servers() {
        return endpoint.servers();
    }

    @Override
    public void createStream(String stream, int shards) {
        call("CreateStream", Map.of("StreamName", stream, "ShardCount", shards));
        await(stream + " to be active", () -> status(stream).equals(Optional.of("ACTIVE")));
    }

    /** Makes many at once, over a few connections, and returns when all are active. */
    public void createStreams(List<String> streams, int shards) {
        List<ByteBuffer> requests = streams.stream()
                .map(stream -> request("CreateStream", Map.of("StreamName", stream, "ShardCount", shards)))
                .toList();
        RequestQueue queue = new RequestQueue(requests);
        HttpLoop.run(endpoint.addresses(), Collections.nCopies(AT_ONCE, queue), MANY_STREAMS);
        await(streams.size() + " streams to be active", MANY_STREAMS, () -> active().containsAll(streams));
    }

    private Set<String> active() {
        Set<String> active = new HashSet<>();
        Map<String, Object> request = Map.of();
        JsonNode page;
        do {
            page = call("ListStreams", request);
            for (JsonNode stream : page.path("StreamSummaries")) {
                if (stream.path("StreamStatus").asText().equals("ACTIVE")) {
                    active.add(stream.path("StreamName").asText());
                }
            }
            request = Map.of("NextToken", page.path("NextToken").asText());
        } while (page.path("HasMoreStreams").asBoolean());
        return active;
    }

    @Override
    public void deleteStream(String stream) {
        call("DeleteStream", Map.of("StreamName", stream));
        await(stream + " to be gone", () -> status(stream).isEmpty());
    }

    /** For each shard, where reading begins. */
    List<String> trimHorizons(String stream) {
        return iterators(stream, "TRIM_HORIZON");
    }

    /** For each shard, where what is written next will be. */
    List<String> heads(String stream) {
        return iterators(stream, "LATEST");
    }

    private List<String> iterators(String stream, String type) {
        List<String> iterators = new ArrayList<>();
        for (JsonNode shard : call("ListShards", Map.of("StreamName", stream)).path("Shards")) {
            Map<String, Object> request = Map.of(
                    "StreamName", stream, "ShardId", shard.path("ShardId").asText(), "ShardIteratorType", type);
            iterators.add(
                    call("GetShardIterator", request).path("ShardIterator").asText());
        }
        return iterators;
    }

    private Optional<String> status(String stream) {
        Exchange exchange = exchange("DescribeStreamSummary", Map.of("StreamName", stream));
        return exchange.status == 200
                ? Optional.of(exchange.json()
                        .path("StreamDescriptionSummary")
                        .path("StreamStatus")
                        .asText())
                : Optional.empty();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) {
        await(what, PATIENCE, condition);
    }

    private static void await(String what, Duration patience, Condition condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new DriverFailure("waited " + patience.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(patience.dividedBy(3000).toNanos());
        }
    }

    private JsonNode call(String action, Map<String, Object> request) {
        Exchange exchange = exchange(action, request);
        if (exchange.status != 200) {
            throw new DriverFailure(action + ": HTTP " + exchange.status + " " + new String(exchange.body, UTF_8));
        }
        return exchange.json();
    }

    private Exchange exchange(String action, Map<String, Object> request) {
        Exchange exchange = new Exchange(request(action, request));
        HttpLoop.run(endpoint.addresses(), List.of(exchange), PATIENCE);
        return exchange;
    }

    private ByteBuffer request(String action, Map<String, Object> request) {
        try {
            return signer.request(action, JSON.writeValueAsBytes(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A conversation of one request. */
    private static final class Exchange implements Conversation {

        private Optional<ByteBuffer> request;
        private int status;
        private byte[] body = {};

        private Exchange(ByteBuffer request) {
            this.request = Optional.of(request);
        }

        @Override
        public Optional<ByteBuffer> next() {
            Optional<ByteBuffer> next = request;
            request = Optional.empty();
            return next;
        }

        @Override
        public void answered(Answer answer, long sentNanos, long answeredNanos) {
            status = answer.status();
            body = Arrays.copyOf(answer.bytes(), answer.length());
        }

        private JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
