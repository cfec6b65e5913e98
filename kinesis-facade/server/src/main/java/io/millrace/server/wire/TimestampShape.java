package io.millrace.server.wire;

import java.io.IOException;

/** A point in time, as the format has it. */
record TimestampShape() implements Shape {

    @Override
    public Object read(Body body, Violations violations) throws IOException {
        return Timestamps.read(body.parser(), body.format());
    }
}
