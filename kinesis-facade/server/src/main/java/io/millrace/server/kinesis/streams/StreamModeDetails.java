package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.StreamMode;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamModeDetails.html">StreamModeDetails</a> */
public record StreamModeDetails(StreamMode streamMode) {}
