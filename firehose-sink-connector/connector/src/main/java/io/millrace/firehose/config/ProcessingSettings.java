package io.millrace.firehose.config;

import io.millrace.firehose.step.AppendDelimiter;
import io.millrace.firehose.step.Steps;
import java.util.Optional;

/**
 * What is done to records.
 *
 * @param steps before the transform
 * @param delimiter after the partition keys
 */
public record ProcessingSettings(Steps steps, Optional<AppendDelimiter> delimiter) {}
