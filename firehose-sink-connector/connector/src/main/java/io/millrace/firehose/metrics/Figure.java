package io.millrace.firehose.metrics;

import java.util.function.Supplier;

/**
 * One number that operators see.
 *
 * @param name CloudWatch's, where it has one
 */
public record Figure(String name, String unit, String description, Supplier<Number> value) {}
