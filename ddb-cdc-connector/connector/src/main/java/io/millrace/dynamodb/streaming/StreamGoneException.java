package io.millrace.dynamodb.streaming;

/** There is no such stream, or not any more. */
public final class StreamGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StreamGoneException(String table, String arn) {
        super("the stream " + arn + " of the table " + table + " is gone");
    }
}
