package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The AWS SDK for Java v2, synchronous, over HTTP/1.1. */
final class JavaSyncClient implements KinesisClientPort {

    private final KinesisClient client;

    JavaSyncClient(JavaClientSettings settings) {
        this.client = settings.sync();
    }

    @Override
    public JsonNode call(String operation, ObjectNode request) {
        return SdkShapes.read((SdkPojo) JavaCalls.invoke(KinesisClient.class, client, operation, request));
    }

    @Override
    public List<JsonNode> subscribe(ObjectNode request, int records) {
        throw new ClientCannot("AWS SDK for Java, synchronous", "streams of events");
    }

    @Override
    public void close() {
        client.close();
    }
}
