package io.millrace.server.kinesis;

import static io.millrace.server.wire.Constraint.length;
import static io.millrace.server.wire.Constraint.pattern;

import io.millrace.mapping.StreamName;
import io.millrace.server.kinesis.shape.ConsumerArn;
import io.millrace.server.kinesis.shape.ConsumerName;
import io.millrace.server.kinesis.shape.HashKeyText;
import io.millrace.server.kinesis.shape.KeyId;
import io.millrace.server.kinesis.shape.NextToken;
import io.millrace.server.kinesis.shape.PartitionKey;
import io.millrace.server.kinesis.shape.ResourceArn;
import io.millrace.server.kinesis.shape.SequenceNumberText;
import io.millrace.server.kinesis.shape.ShardIdText;
import io.millrace.server.kinesis.shape.ShardIteratorText;
import io.millrace.server.kinesis.shape.StreamArn;
import io.millrace.server.kinesis.shape.StreamId;
import io.millrace.server.kinesis.shape.TagKey;
import io.millrace.server.kinesis.shape.TagValue;
import io.millrace.server.wire.Shapes;

/** The constraints of the service's text shapes, as its model of 2013-12-02 has them. */
public final class KinesisShapes {

    private static final String NAME = "[a-zA-Z0-9_.-]+";

    private KinesisShapes() {}

    public static Shapes shapes() {
        return Shapes.builder()
                .text(StreamName.class, StreamName::new, length(1, 128), pattern(NAME))
                .text(
                        StreamArn.class,
                        StreamArn::new,
                        length(1, 2048),
                        pattern("arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+"))
                .text(StreamId.class, StreamId::new, length(1, 24), pattern("[a-z0-9]{20}-[a-z0-9]{3}"))
                .text(
                        ConsumerArn.class,
                        ConsumerArn::new,
                        length(1, 2048),
                        pattern(
                                "^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+"))
                .text(
                        ResourceArn.class,
                        ResourceArn::new,
                        length(1, 2048),
                        pattern("arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+"))
                .text(ConsumerName.class, ConsumerName::new, length(1, 128), pattern(NAME))
                .text(ShardIdText.class, ShardIdText::new, length(1, 128), pattern(NAME))
                .text(SequenceNumberText.class, SequenceNumberText::new, pattern("0|([1-9]\\d{0,128})"))
                .text(HashKeyText.class, HashKeyText::new, pattern("0|([1-9]\\d{0,38})"))
                .text(PartitionKey.class, PartitionKey::new, length(1, 256))
                .text(ShardIteratorText.class, ShardIteratorText::new, length(1, 512))
                .text(NextToken.class, NextToken::new, length(1, 1048576))
                .text(KeyId.class, KeyId::new, length(1, 2048))
                .text(TagKey.class, TagKey::new, length(1, 128))
                .text(TagValue.class, TagValue::new, length(0, 256))
                .build();
    }
}
