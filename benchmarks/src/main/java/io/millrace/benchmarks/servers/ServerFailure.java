package io.millrace.benchmarks.servers;

/** A server did not start. */
public final class ServerFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
