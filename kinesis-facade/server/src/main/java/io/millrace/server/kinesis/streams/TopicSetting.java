package io.millrace.server.kinesis.streams;

import io.millrace.mapping.catalog.StreamFact;
import io.millrace.server.kafka.TopicSettings;
import java.util.concurrent.CompletionStage;

/** A setting of a stream that its topic has as well. */
enum TopicSetting {
    RETENTION {
        @Override
        long of(StreamFact stream) {
            return stream.retention().hours();
        }

        @Override
        CompletionStage<Void> set(TopicSettings topics, StreamFact stream) {
            return topics.setRetention(stream.name(), stream.retention().duration());
        }
    },

    MAX_RECORD_SIZE {
        @Override
        long of(StreamFact stream) {
            return stream.maxRecordSizeInKiB();
        }

        @Override
        CompletionStage<Void> set(TopicSettings topics, StreamFact stream) {
            return topics.setMaxRecordSize(stream.name(), stream.maxRecordSizeInKiB());
        }
    };

    abstract long of(StreamFact stream);

    abstract CompletionStage<Void> set(TopicSettings topics, StreamFact stream);
}
