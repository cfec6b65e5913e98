package io.millrace.server.wire.eventstream;

import io.millrace.server.operation.AwsError;
import io.millrace.server.wire.ErrorBody;
import io.millrace.server.wire.ResponseWriter;
import io.millrace.server.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Encodes the messages of one event stream. The first must be the initial response: clients wait for it before they let the
 * caller have the stream.
 */
public final class EventEncoder {

    public static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

    private final ResponseWriter writer;
    private final WireFormat format;

    /** @param format that of the request, and so of the events' payloads */
    public EventEncoder(ResponseWriter writer, WireFormat format) {
        this.writer = writer;
        this.format = format;
    }

    public ByteBuffer initialResponse() {
        Frame frame = event("initial-response");
        return finish(frame, new NoMembers());
    }

    /** @param event a record whose class is named as the event's type */
    public ByteBuffer event(Record event) {
        return finish(event(event.getClass().getSimpleName()), event);
    }

    /** Ends the stream with an error: the status has long been sent. */
    public ByteBuffer exception(AwsError error) {
        Frame frame = new Frame()
                .header(":message-type", "exception")
                .header(":exception-type", error.code())
                .header(":content-type", format.contentType());
        try {
            ErrorBody.write(error, format, frame.payload());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return frame.finish();
    }

    private Frame event(String type) {
        return new Frame()
                .header(":message-type", "event")
                .header(":event-type", type)
                .header(":content-type", format.contentType());
    }

    private ByteBuffer finish(Frame frame, Record payload) {
        try {
            writer.write(payload, format, frame.payload());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return frame.finish();
    }

    private record NoMembers() {}
}
