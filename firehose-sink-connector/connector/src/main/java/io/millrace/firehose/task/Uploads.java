package io.millrace.firehose.task;

import io.millrace.firehose.buffer.MemoryBudget;
import io.millrace.firehose.buffer.SpillFolder;
import io.millrace.firehose.delivery.ObjectStore;
import io.millrace.firehose.retry.Patience;
import java.util.concurrent.Executor;

/** What the files of a task share. */
public record Uploads(ObjectStore store, Patience patience, Executor threads, MemoryBudget budget, SpillFolder spill) {}
