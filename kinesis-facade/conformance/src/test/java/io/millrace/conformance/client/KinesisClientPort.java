package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A client of Kinesis. */
public interface KinesisClientPort extends ClientPort {

    /** Subscribes to a shard and gives the events until they hold so many records, or until the stream of events ends. */
    List<JsonNode> subscribe(ObjectNode request, int records);
}
