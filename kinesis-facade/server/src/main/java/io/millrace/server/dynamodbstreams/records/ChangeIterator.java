package io.millrace.server.dynamodbstreams.records;

import io.millrace.server.dynamodbstreams.shape.StreamArnText;

/**
 * A place in a shard that a reader has been given.
 *
 * @param stream its label is another for another topic: an iterator of one that is gone opens nothing in a new one
 * @param offset the first offset to be read
 */
record ChangeIterator(StreamArnText stream, int partition, long offset) {

    ChangeIterator at(long newOffset) {
        return new ChangeIterator(stream, partition, newOffset);
    }
}
