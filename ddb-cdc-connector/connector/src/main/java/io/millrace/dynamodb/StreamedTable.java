package io.millrace.dynamodb;

import io.millrace.dynamodb.streaming.TableStream;

/** A table while it is streamed. */
record StreamedTable(TablePartition partition, TableOffset offset, TableStream stream) {

    String name() {
        return partition.table();
    }
}
