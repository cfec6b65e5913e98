package io.millrace.dynamodb.client;

/** Why reading a shard did not succeed, by what is to be done about it. Anything else that is thrown is for an operator. */
public final class ReadFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is to be done. */
    public enum Kind {
        /** The iterator is too old: another one, after the last record. */
        EXPIRED,
        /** The records after the position, or the shard, are no longer there: a gap. */
        GONE,
        /** Throttled, no answer, or the service's fault: again, after a while. */
        PASSING
    }

    private final Kind kind;

    public ReadFault(Kind kind, Throwable cause) {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
