package io.millrace.firehose.config;

import java.nio.file.Path;

/**
 * What a task may use.
 *
 * @param budgetBytes that all its buffers together hold in memory
 * @param spillBudgetBytes on disk; 0 for never to disk
 */
public record MemorySettings(long budgetBytes, Path spillDirectory, long spillBudgetBytes, int uploadThreads) {}
