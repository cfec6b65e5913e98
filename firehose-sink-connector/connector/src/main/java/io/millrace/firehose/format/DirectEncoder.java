package io.millrace.firehose.format;

/** An encoder of a format without head, foot or blocks: what it writes is in the stream at once, and it holds nothing. */
interface DirectEncoder extends RecordEncoder {

    @Override
    default long heldBytes() {
        return 0;
    }

    @Override
    default void finish() {}

    @Override
    default void close() {}
}
