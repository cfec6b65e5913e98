package io.millrace.server.kinesis.records;

import io.millrace.server.kafka.ReadResult;
import io.millrace.server.kafka.StoredRecord;
import io.millrace.server.operation.AnswerMemory;
import io.millrace.server.operation.AwsError;

/** Cuts what was read to what there is memory to answer. A page may always hold fewer records than were asked for. */
final class AnswerRoom {

    /** Names, sequence number and time, in either format. */
    private static final int BYTES_PER_RECORD = 224;

    private AnswerRoom() {}

    /** @throws io.millrace.server.operation.AwsException if there is no room for a single record */
    static ReadResult fit(ReadResult result, AnswerMemory memory) {
        if (result.records().isEmpty()) {
            return result;
        }
        long wanted = result.records().stream().mapToLong(AnswerRoom::cost).sum();
        long left = memory.take(cost(result.records().get(0)), wanted);
        if (left == 0) {
            throw AwsError.serviceUnavailable("Too many answers are waiting for their receivers. Please try again.")
                    .asException();
        }
        if (left >= wanted) {
            return result;
        }
        int count = 0;
        while (left >= cost(result.records().get(count))) {
            left -= cost(result.records().get(count));
            count++;
        }
        return result.first(count);
    }

    /** In JSON, whose Base64 is a third longer than the data. */
    private static long cost(StoredRecord stored) {
        return stored.size() * 4L / 3 + BYTES_PER_RECORD;
    }
}
