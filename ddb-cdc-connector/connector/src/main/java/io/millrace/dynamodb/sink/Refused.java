package io.millrace.dynamodb.sink;

import org.apache.kafka.connect.sink.SinkRecord;

/** A record that cannot be applied, and why. */
record Refused(SinkRecord record, RuntimeException why) {}
