package io.millrace.firehose.task;

/** Where a partition is read, as Connect lets a task say it. */
interface Position {

    /** From the next poll on. */
    void seek(long offset);

    void pause();

    void resume();
}
