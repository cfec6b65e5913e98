package io.millrace.dynamodb.convert;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What is before and after a change, in one schema for both. */
public record Images(
        Schema schema, @Nullable Object before, @Nullable Object after) {}
