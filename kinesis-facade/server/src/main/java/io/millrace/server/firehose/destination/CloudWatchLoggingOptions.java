package io.millrace.server.firehose.destination;

import io.millrace.server.wire.Length;
import io.millrace.server.wire.Matches;
import java.util.Optional;

/** Kept and shown: deliveries are told of in the worker's own log. */
public record CloudWatchLoggingOptions(
        Optional<Boolean> enabled,
        @Length(max = 512) @Matches("[\\.\\-_/#A-Za-z0-9]*") Optional<String> logGroupName,
        @Length(max = 512) @Matches("[^:*]*") Optional<String> logStreamName) {}
