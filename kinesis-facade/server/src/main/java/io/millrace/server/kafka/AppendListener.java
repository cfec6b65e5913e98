package io.millrace.server.kafka;

/** Hears what became of one record of a request. Called on the producer's thread: it must be quick. */
public interface AppendListener {

    /**
     * @param index the record's place in its request
     * @param timestamp the broker's LogAppendTime, epoch milliseconds
     */
    void appended(int index, long offset, long timestamp);

    void failed(int index, Throwable cause);
}
