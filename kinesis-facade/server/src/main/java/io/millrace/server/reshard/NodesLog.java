package io.millrace.server.reshard;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The log on which nodes tell that they are alive. */
public interface NodesLog {

    /** Completes when the heartbeat will not be lost. One that fails may still be read, at any later time. */
    CompletionStage<Void> append(Heartbeat heartbeat);

    /** Completes when everything that was appended before this call has been handed to the listener. */
    CompletionStage<Void> readToEnd();

    /** Hands every heartbeat that is still kept, and each that comes, to the listener, in the order of the log. */
    void follow(Consumer<Heartbeat> listener);
}
