package io.millrace.server.dynamodbstreams.records;

/** A change as the service's JSON has it. */
record EncodedChange(byte[] json) {}
