package io.millrace.server.concurrent;

import java.util.concurrent.CompletionException;

/** What has gone wrong in a stage. */
public final class Failures {

    private Failures() {}

    /** The failure itself: stages hand it on wrapped, some of them more than once. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
