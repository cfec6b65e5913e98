package io.millrace.firehose.transform;

import java.util.concurrent.CompletionStage;

/** A way to run a function: over HTTP, in a process, in this one. */
public interface Transform extends AutoCloseable {

    /**
     * Starts an invocation and returns at once.
     *
     * <p>The stage must complete, within the runtime's time limit, with an answer of at most {@link Limits#INVOCATION_BYTES} or with an
     * {@link InvocationFailure}; anything else it completes with is taken for {@link InvocationFailure.Transport}. It completes on
     * a thread of the runtime, for which reading an answer of 6 MiB must be no burden.
     */
    CompletionStage<byte[]> invoke(byte[] request);

    /** Ends invocations that are under way, with failures. */
    @Override
    void close();
}
