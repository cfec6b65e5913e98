package io.millrace.firehose.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Heads as JSON. Members that it does not know are passed over; a newer schema is refused, since it may mean something else. */
public final class HeadCodec {

    static final int SCHEMA = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private HeadCodec() {}

    public static byte[] encode(Head head) {
        ObjectNode node = JSON.createObjectNode()
                .put("schema", SCHEMA)
                .put("topic", head.topic())
                .put("partition", head.partition())
                .put("next", head.next())
                .put("writer", head.writer())
                .put("number", head.number());
        ObjectNode intent = node.putObject("intent").put("from", head.unit().from());
        ArrayNode files = intent.putArray("files");
        head.unit().files().forEach(file -> encode(file, files.addObject()));
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void encode(PendingFile file, ObjectNode node) {
        node.put("bucket", file.name().bucket())
                .put("key", file.name().key())
                .put("uploadId", file.uploadId())
                .put("begun", file.begun().toString())
                .put("size", file.size())
                .put("records", file.records());
        ArrayNode parts = node.putArray("parts");
        file.parts()
                .forEach(part -> parts.addObject().put("number", part.number()).put("tag", part.tag()));
    }

    public static Head decode(byte[] bytes) {
        JsonNode node;
        try {
            node = JSON.readTree(bytes);
        } catch (IOException e) {
            throw new HeadException("This is not a head: it is not JSON", e);
        }
        int schema = node.path("schema").asInt();
        if (schema != SCHEMA) {
            throw new HeadException(
                    "The head has schema " + node.path("schema") + ", and this version of the connector knows " + SCHEMA
                            + " only: a newer one has written it. Use that version, or a newer one");
        }
        try {
            return head(node);
        } catch (RuntimeException e) {
            throw new HeadException("This is not a head: " + e.getMessage(), e);
        }
    }

    private static Head head(JsonNode node) {
        JsonNode intent = node.required("intent");
        List<PendingFile> files = new ArrayList<>();
        intent.required("files").forEach(file -> files.add(file(file)));
        DeliveryUnit unit = new DeliveryUnit(offset(intent, "from"), offset(node, "next"), files);
        return new Head(
                text(node, "topic"), (int) offset(node, "partition"), text(node, "writer"), text(node, "number"), unit);
    }

    private static PendingFile file(JsonNode node) {
        List<Part> parts = new ArrayList<>();
        node.required("parts").forEach(part -> parts.add(new Part((int) offset(part, "number"), text(part, "tag"))));
        return new PendingFile(
                new ObjectName(text(node, "bucket"), text(node, "key")),
                text(node, "uploadId"),
                Instant.parse(text(node, "begun")),
                parts,
                offset(node, "size"),
                offset(node, "records"));
    }

    private static String text(JsonNode node, String member) {
        return require(node, member, node.required(member).isTextual()).textValue();
    }

    private static long offset(JsonNode node, String member) {
        return require(node, member, node.required(member).isIntegralNumber()).longValue();
    }

    private static JsonNode require(JsonNode node, String member, boolean isRight) {
        if (!isRight) {
            throw new IllegalArgumentException(member + " is " + node.get(member));
        }
        return node.get(member);
    }
}
