package io.millrace.firehose.config;

import io.millrace.firehose.transform.Limits;
import java.time.Duration;

/**
 * The function that transforms records.
 *
 * @param retries invocations after the first
 * @param concurrency invocations of a partition that are under way at a time
 * @param timeLimit of an invocation
 */
public record TransformSettings(
        FunctionSettings function, Limits limits, int retries, int concurrency, Duration timeLimit) {}
