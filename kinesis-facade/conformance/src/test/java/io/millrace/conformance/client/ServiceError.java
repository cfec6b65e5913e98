package io.millrace.conformance.client;

/** An error of the service as a client raised it. */
public final class ServiceError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String raisedAs;

    /**
     * @param code the error code that the client read from the answer
     * @param raisedAs the simple name of the class that the client raised, which is the code itself if the client knows it
     */
    public ServiceError(String code, String raisedAs, String message) {
        super(message);
        this.code = code;
        this.raisedAs = raisedAs;
    }

    public String code() {
        return code;
    }

    public String raisedAs() {
        return raisedAs;
    }
}
