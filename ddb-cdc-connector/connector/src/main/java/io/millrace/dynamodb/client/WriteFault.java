package io.millrace.dynamodb.client;

/** Why a write was not done, by what is to be done about it. Anything else that is thrown is for an operator. */
public final class WriteFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is to be done. */
    public enum Kind {
        /** Too much at once: again, after a while. */
        THROTTLED,
        /** No answer, or the service's fault: again, after a while. It may have been done. */
        PASSING,
        /** This item cannot be written, however often it is tried. */
        REFUSED
    }

    private final Kind kind;

    public WriteFault(Kind kind, Throwable cause) {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
