package io.millrace.server.kafka;

import io.millrace.mapping.StreamName;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What of a topic can be set while it is in use. */
public interface TopicSettings {

    CompletionStage<Void> setRetention(StreamName stream, Duration retention);

    CompletionStage<Void> setMaxRecordSize(StreamName stream, int maxRecordSizeInKiB);
}
