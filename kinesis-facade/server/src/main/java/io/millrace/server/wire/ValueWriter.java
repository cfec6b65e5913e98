package io.millrace.server.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the values of one type. */
interface ValueWriter {

    void write(JsonGenerator generator, WireFormat format, Object value) throws IOException;
}
