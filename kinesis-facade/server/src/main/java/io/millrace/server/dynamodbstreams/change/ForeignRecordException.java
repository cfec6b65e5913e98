package io.millrace.server.dynamodbstreams.change;

/** A record is none that the change capture writes in its layout {@code dynamodb_json}. Without a stack trace: there may be many. */
public final class ForeignRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    ForeignRecordException(String message) {
        super(message, null, false, false);
    }
}
