package io.millrace.dynamodb.sink;

import java.util.Queue;

/** How a batch's writes are done. */
interface Writing {

    /** Returns when all are done or refused; if it fails, what is left is in {@code writes}. */
    void write(Queue<Write> writes, Lease lease);
}
