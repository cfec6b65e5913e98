package io.millrace.server.firehose.shape;

/** By which UpdateDestination means a destination; a delivery stream has one. */
public record DestinationId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
