package io.millrace.benchmarks.drivers;

/** A system under test did not do what it was asked: its cell of the table says so instead of a figure. */
public final class DriverFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DriverFailure(String message) {
        super(message);
    }

    public DriverFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
