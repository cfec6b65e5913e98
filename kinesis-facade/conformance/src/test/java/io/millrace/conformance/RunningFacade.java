package io.millrace.conformance;

import io.millrace.conformance.client.Client;
import io.millrace.conformance.client.Endpoints;
import io.millrace.conformance.client.JavaClientSettings;
import io.millrace.conformance.client.KinesisClientPort;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;

/** The server that all tests of this module share, and the clients of it that were opened so far. */
public final class RunningFacade implements AutoCloseable {

    private final Endpoints endpoints;
    private final Map<Client, KinesisClientPort> clients = new ConcurrentHashMap<>();
    private final KinesisClient kinesis;
    private final KinesisAsyncClient asyncKinesis;

    private RunningFacade(Endpoints endpoints) {
        this.endpoints = endpoints;
        this.kinesis = new JavaClientSettings(endpoints.http(), true).sync();
        this.asyncKinesis = new JavaClientSettings(endpoints.http(), true).async();
    }

    static RunningFacade start() {
        URI https = URI.create(System.getenv("MILLRACE_ENDPOINT_TLS"));
        URI http = URI.create(Optional.ofNullable(System.getenv("MILLRACE_ENDPOINT"))
                .orElseThrow(() -> new TestAbortedException("the server is not there yet")));
        return new RunningFacade(new Endpoints(http, https, "localhost:9092"));
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** @throws org.opentest4j.TestAbortedException if this machine lacks what the client runs on */
    public KinesisClientPort client(Client client) {
        return clients.computeIfAbsent(client, kind -> kind.open(endpoints));
    }

    /** The AWS SDK for Java, synchronous, as it is by default. */
    public KinesisClient kinesis() {
        return kinesis;
    }

    public KinesisAsyncClient asyncKinesis() {
        return asyncKinesis;
    }

    /** A new stream of provisioned shards. */
    public FacadeStream stream(int shards) {
        return stream(request -> request.shardCount(shards));
    }

    public FacadeStream stream(Consumer<CreateStreamRequest.Builder> how) {
        return FacadeStream.create(kinesis, how);
    }

    @Override
    public void close() {
        clients.values().forEach(KinesisClientPort::close);
        kinesis.close();
        asyncKinesis.close();
    }
}
