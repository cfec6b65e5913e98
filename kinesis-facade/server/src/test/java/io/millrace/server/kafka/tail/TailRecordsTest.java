package io.millrace.server.kafka.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.server.kafka.RecordForm;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.wire.AnswerStream;
import io.millrace.server.wire.SharedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What many readers of a ring write. */
final class TailRecordsTest {

    private final TailMemory memory = new TailMemory(100_000);
    private final TailRing ring = new TailRing(Fetched.LIFE, 0);
    private final Names names = new Names("a");

    @Test
    void fromTheThirdReaderOnNothingIsEncodedAgain() throws IOException {
        append(3, 0, 1, 2);
        append(6, 3, 4, 5);

        for (int reader = 0; reader < 20; reader++) {
            assertThat(new Answer().of(read(0), names)).isEqualTo("a0,a1,a2,a3,a4,a5");
        }
        assertThat(names.written).isEqualTo(6 + 6);
        assertThat(new Answer().of(read(4), names)).isEqualTo("a4,a5");
        assertThat(names.written).isEqualTo(6 + 6);
    }

    @Test
    void eachFormIsKeptForItself() throws IOException {
        append(3, 0, 1, 2);

        for (int reader = 0; reader < 3; reader++) {
            assertThat(new Answer().of(read(0), new Names("a"))).isEqualTo("a0,a1,a2");
            assertThat(new Answer().of(read(0), new Names("b"))).isEqualTo("b0,b1,b2");
        }
    }

    @Test
    void whatIsKeptIsWithinTheBudgetAndGoesWithItsChunk() throws IOException {
        List<Shared> made = new ArrayList<>();
        long end = 0;
        for (int i = 0; i < 300; i++) {
            append(end + 2, end, end + 1);
            for (int reader = 0; reader < 3; reader++) {
                Answer answer = new Answer();
                answer.of(read(end), names);
                made.addAll(answer.made);
            }
            end += 2;
            assertThat(memory.used()).isLessThanOrEqualTo(memory.limit());
        }
        assertThat(made).hasSize(300);
        assertThat(made).anyMatch(shared -> shared.released).anyMatch(shared -> !shared.released);

        memory.release(ring);

        assertThat(memory.used()).isZero();
        assertThat(made).allMatch(shared -> shared.released);
    }

    @Test
    void aPageOfWhatHasGoneMeanwhileIsWrittenAllTheSame() throws IOException {
        append(3, 0, 1, 2);
        new Answer().of(read(0), names);
        new Answer().of(read(0), names);
        TailRecords page = read(0);

        memory.release(ring);

        assertThat(new Answer().of(page, names)).isEqualTo("a0,a1,a2");
        assertThat(memory.used()).isZero();
    }

    @Test
    void readersAtTheSameTimeLeakNothing() throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(4);
        List<Shared> made = new ArrayList<>();
        try {
            for (int round = 0; round < 500; round++) {
                append(round * 2 + 2, round * 2, round * 2 + 1);
                TailRecords page = read(round * 2);
                List<Future<Answer>> running = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    running.add(readers.submit(() -> {
                        Answer answer = new Answer();
                        answer.of(page, new Names("a"));
                        return answer;
                    }));
                }
                for (Future<Answer> one : running) {
                    made.addAll(one.get().made);
                }
            }
        } finally {
            readers.shutdown();
        }
        memory.release(ring);

        assertThat(memory.used()).isZero();
        assertThat(made).isNotEmpty().allMatch(shared -> shared.released);
    }

    private void append(long end, long... offsets) {
        memory.append(ring, Fetched.chunk(end, offsets));
    }

    private TailRecords read(long from) {
        return (TailRecords) ring.read(Fetched.from(from)).orElseThrow().records();
    }

    /** Writes offsets behind a letter. */
    private static final class Names implements RecordForm {

        private final String letter;
        private int written;

        Names(String letter) {
            this.letter = letter;
        }

        @Override
        public void write(StoredRecord record, boolean first, OutputStream out) throws IOException {
            written++;
            out.write(((first ? "" : ",") + letter + record.offset()).getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public int separator() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Names names && names.letter.equals(letter);
        }

        @Override
        public int hashCode() {
            return letter.hashCode();
        }
    }

    private static final class Shared implements SharedBytes {

        private final byte[] bytes;
        private volatile boolean released;

        Shared(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void release() {
            assertThat(released).isFalse();
            released = true;
        }
    }

    private static final class Answer extends AnswerStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Shared> made = new ArrayList<>();

        String of(TailRecords page, RecordForm form) throws IOException {
            page.write(form, this);
            return bytes.toString(StandardCharsets.US_ASCII);
        }

        @Override
        public SharedBytes share(byte[] shared, int length) {
            made.add(new Shared(Arrays.copyOf(shared, length)));
            return made.get(made.size() - 1);
        }

        @Override
        public void append(SharedBytes shared, int from, int to) {
            assertThat(((Shared) shared).released).isFalse();
            bytes.write(((Shared) shared).bytes, from, to - from);
        }

        @Override
        public void write(int value) {
            bytes.write(value);
        }

        @Override
        public void write(byte[] more, int offset, int length) {
            bytes.write(more, offset, length);
        }
    }
}
