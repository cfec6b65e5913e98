package io.millrace.server.kinesis.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.operation.AnswerMemory;
import io.millrace.server.operation.AwsException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AnswerRoomTest {

    private final ReadResult read =
            new ReadResult(List.of(record(5, 1000), record(7, 1000), record(8, 1000)), 9, true, OptionalLong.empty());

    @Test
    void aPageIsGivenWholeWhileThereIsMemory() {
        assertThat(AnswerRoom.fit(read, AnswerMemory.UNCOUNTED)).isSameAs(read);
    }

    @Test
    void elseItEndsBeforeTheFirstRecordThatDoesNotFitAndIsNotTheEnd() {
        ReadResult page = AnswerRoom.fit(read, memory(4_000));

        assertThat(page.records()).extracting(StoredRecord::offset).containsExactly(5L, 7L);
        assertThat(page.nextOffset()).isEqualTo(8);
        assertThat(page.atEnd()).isFalse();
        assertThat(page.nextTimestamp()).hasValue(80);
    }

    @Test
    void withoutRoomForOneRecordTheReaderShallComeAgain() {
        assertThatThrownBy(() -> AnswerRoom.fit(read, memory(1_000)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("try again");
    }

    @Test
    void anEmptyPageTakesNothing() {
        ReadResult empty = new ReadResult(List.of(), 9, true, OptionalLong.empty());

        assertThat(AnswerRoom.fit(empty, memory(0))).isSameAs(empty);
    }

    private static AnswerMemory memory(long free) {
        return new AnswerMemory() {
            @Override
            public long share() {
                return free;
            }

            @Override
            public long take(long least, long wanted) {
                return least > free ? 0 : Math.min(wanted, free);
            }
        };
    }

    private static StoredRecord record(long offset, int bytes) {
        return new StoredRecord(offset, offset * 10, new byte[] {'k'}, ByteBuffer.allocate(bytes));
    }
}
