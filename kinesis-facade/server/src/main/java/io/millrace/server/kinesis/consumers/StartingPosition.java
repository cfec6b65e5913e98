package io.millrace.server.kinesis.consumers;

import io.millrace.server.kinesis.records.Positions;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import java.time.Instant;
import java.util.Optional;

/** @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartingPosition.html">StartingPosition</a> */
public record StartingPosition(
        Positions.Type type, Optional<SequenceNumberText> sequenceNumber, Optional<Instant> timestamp) {}
