package io.millrace.server.wire;

import java.io.IOException;
import java.io.OutputStream;

/** A list that writes its elements itself, so that what has been encoded before need not be encoded again. */
public interface EncodedList {

    /** Writes the elements as they stand in an array, without its brackets: in JSON with commas between them. */
    void writeElements(WireFormat format, OutputStream out) throws IOException;
}
