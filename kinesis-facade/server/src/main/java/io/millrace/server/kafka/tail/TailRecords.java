package io.millrace.server.kafka.tail;

import io.millrace.server.kafka.RecordForm;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.wire.AnswerStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Records of a ring, as runs of its chunks: an object is made of a record only when somebody looks at it. */
public final class TailRecords extends AbstractList<StoredRecord> implements RandomAccess {

    private final List<Run> runs;
    private final int size;

    /** Records of a chunk, from one index up to another. */
    record Run(TailChunk chunk, int from, int to) {

        int count() {
            return to - from;
        }
    }

    TailRecords(List<Run> runs) {
        this.runs = List.copyOf(runs);
        this.size = runs.stream().mapToInt(Run::count).sum();
    }

    @Override
    public StoredRecord get(int index) {
        int left = index;
        for (Run run : runs) {
            if (left < run.count()) {
                return run.chunk().record(run.from() + left);
            }
            left -= run.count();
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
        return size;
    }

    /** Writes them all. What the second reader of a chunk encodes is kept for the others, who write nothing but refer to it. */
    public void write(RecordForm form, OutputStream out) throws IOException {
        boolean first = true;
        for (Run run : runs) {
            if (!(out instanceof AnswerStream answer) || !refer(run, form, first, answer)) {
                for (int i = run.from(); i < run.to(); i++) {
                    form.write(run.chunk().record(i), first && i == run.from(), out);
                }
            }
            first = false;
        }
    }

    private static boolean refer(Run run, RecordForm form, boolean first, AnswerStream answer) throws IOException {
        ChunkForms forms = run.chunk().forms();
        return forms.append(form, run.from(), run.to(), first, answer)
                || (forms.isWantedAgain(form)
                        && run.chunk().encode(form, answer)
                        && forms.append(form, run.from(), run.to(), first, answer));
    }
}
