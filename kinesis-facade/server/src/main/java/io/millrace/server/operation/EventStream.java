package io.millrace.server.operation;

import java.util.concurrent.Flow;

/**
 * A response that goes on: events in {@code application/vnd.amazon.eventstream}, each a record whose class name is the
 * event type. The publisher honours demand, ends with {@code onComplete}, and fails with an {@link AwsException}, which
 * is sent as an exception frame.
 */
public record EventStream(Flow.Publisher<? extends Record> events) {}
