package io.millrace.server.operation;

import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * What is known of a request beside its body.
 *
 * @param requestId the id in the response's headers and in the log
 * @param accessKeyId who signed it; {@link #ANONYMOUS} where signatures are not checked and none was sent
 * @param receivedAt when its head arrived
 * @param executor where its answer is written: what is left to do behind a wait is best done there, and not on the thread that ended
 *     the wait, for which others wait too
 * @param memory for its answer
 */
public record RequestContext(
        String requestId, String accessKeyId, Instant receivedAt, Executor executor, AnswerMemory memory) {

    public static final String ANONYMOUS = "anonymous";

    /** For a call whose answer may be made on any thread. */
    public RequestContext(String requestId, String accessKeyId, Instant receivedAt) {
        this(requestId, accessKeyId, receivedAt, Runnable::run, AnswerMemory.UNCOUNTED);
    }
}
