package io.millrace.server.kafka.tail;

import io.millrace.server.kafka.RecordForm;
import io.millrace.server.wire.AnswerStream;
import io.millrace.server.wire.SharedBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What readers of a chunk have encoded of it for those who come after them, until the chunk is let go. */
final class ChunkForms {

    private final List<Kept> kept = new ArrayList<>(1);
    private final Set<RecordForm> seen = new HashSet<>(2);
    private boolean closed;

    /** All records of the chunk in one form, each behind the separator from the one before it. */
    private record Kept(RecordForm form, SharedBytes bytes, int[] ends) {

        int start(int index) {
            return index == 0 ? 0 : ends[index - 1];
        }
    }

    /** Whether a reader has wanted this form before, and none since then has been told so. */
    synchronized boolean isWantedAgain(RecordForm form) {
        return !closed
                && !seen.add(form)
                && kept.stream().noneMatch(one -> one.form().equals(form));
    }

    /** Appends records, if they are kept in this form. */
    synchronized boolean append(RecordForm form, int from, int to, boolean first, AnswerStream answer)
            throws IOException {
        for (Kept one : kept) {
            if (one.form().equals(form)) {
                answer.append(one.bytes(), one.start(from) + (first ? form.separator() : 0), one.ends()[to - 1]);
                return true;
            }
        }
        return false;
    }

    /** Takes ownership of the bytes, unless the chunk has been let go or they are kept already. */
    synchronized boolean keep(RecordForm form, SharedBytes bytes, int[] ends) {
        if (closed || kept.stream().anyMatch(one -> one.form().equals(form))) {
            return false;
        }
        kept.add(new Kept(form, bytes, ends));
        return true;
    }

    synchronized void close() {
        closed = true;
        kept.forEach(one -> one.bytes().release());
        kept.clear();
    }
}
