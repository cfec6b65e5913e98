package io.millrace.server.operation;

import java.time.Instant;

/**
 * What is known of a request beside its body.
 *
 * @param requestId the id in the response's headers and in the log
 * @param accessKeyId who signed it; {@link #ANONYMOUS} where signatures are not checked and none was sent
 * @param receivedAt when its head arrived
 */
public record RequestContext(String requestId, String accessKeyId, Instant receivedAt) {

    public static final String ANONYMOUS = "anonymous";
}
