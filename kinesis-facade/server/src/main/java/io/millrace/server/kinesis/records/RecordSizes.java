package io.millrace.server.kinesis.records;

import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.operation.AwsError;

/** How large records and requests may be. */
final class RecordSizes {

    /** Of the data and keys of one PutRecords, and of one GetRecords' answer. */
    static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

    private RecordSizes() {}

    static void check(StreamFact stream, String member, int bytes) {
        int max = stream.maxRecordSizeInKiB() * 1024;
        if (bytes > max) {
            throw AwsError.validation("1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=" + bytes
                            + " cap=" + bytes + "]' at '" + member
                            + "' failed to satisfy constraint: Member must have length less than or equal to " + max)
                    .asException();
        }
    }
}
