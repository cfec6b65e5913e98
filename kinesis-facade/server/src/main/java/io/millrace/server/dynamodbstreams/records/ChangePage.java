package io.millrace.server.dynamodbstreams.records;

import io.millrace.server.wire.EncodedList;
import io.millrace.server.wire.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** The records of an answer, in the JSON that it will have them in. */
final class ChangePage extends AbstractList<EncodedChange> implements EncodedList {

    private final List<EncodedChange> changes = new ArrayList<>();
    private long bytes;

    void append(EncodedChange change) {
        changes.add(change);
        bytes += change.json().length;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public EncodedChange get(int index) {
        return changes.get(index);
    }

    @Override
    public int size() {
        return changes.size();
    }

    @Override
    public void writeElements(WireFormat format, OutputStream out) throws IOException {
        boolean first = true;
        for (EncodedChange change : changes) {
            if (!first) {
                out.write(',');
            }
            out.write(change.json());
            first = false;
        }
    }
}
