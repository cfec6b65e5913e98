package io.millrace.conformance.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A client of some language, as the themes see it: requests and answers are JSON objects whose members are those of the
 * service's model. Blobs are base64 text and timestamps ISO-8601 text.
 */
public interface ClientPort extends AutoCloseable {

    /**
     * Carries out one operation.
     *
     * @throws ServiceError if the client raised an error of the service
     * @throws ClientCannot if this client has no such operation or member; it skips the test
     */
    JsonNode call(String operation, ObjectNode request);

    @Override
    void close();
}
