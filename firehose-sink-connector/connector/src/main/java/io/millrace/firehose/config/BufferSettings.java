package io.millrace.firehose.config;

import java.time.Duration;

/**
 * When what is buffered is delivered, and how long a refusal is retried.
 *
 * @param bytes a hint, measured before compression
 * @param retry after which records go to the error output; for S3 itself, after which the task fails
 */
public record BufferSettings(long bytes, Duration interval, Duration retry) {}
