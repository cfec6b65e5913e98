package io.millrace.server.kinesis.shape;

/** A paging token as the client sent it back; it may be forged or expired. */
public record NextToken(String value) {

    @Override
    public String toString() {
        return value;
    }
}
