package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

record TimestampShape() implements Shape {

    @Override
    public Object read(JsonParser parser, WireFormat format, Violations violations) throws IOException {
        return Timestamps.read(parser, format);
    }
}
