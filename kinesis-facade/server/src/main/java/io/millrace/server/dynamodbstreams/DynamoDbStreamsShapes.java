package io.millrace.server.dynamodbstreams;

import static io.millrace.server.wire.Constraint.length;
import static io.millrace.server.wire.Constraint.pattern;

import io.millrace.server.dynamodbstreams.shape.SequenceNumberText;
import io.millrace.server.dynamodbstreams.shape.ShardIdText;
import io.millrace.server.dynamodbstreams.shape.ShardIteratorText;
import io.millrace.server.dynamodbstreams.shape.StreamArnText;
import io.millrace.server.dynamodbstreams.shape.TableName;
import io.millrace.server.wire.Shapes;

/** The constraints of the service's text shapes, as its model of 2012-08-10 has them. */
public final class DynamoDbStreamsShapes {

    private DynamoDbStreamsShapes() {}

    public static Shapes shapes() {
        return Shapes.builder()
                .text(TableName.class, TableName::new, length(3, 255), pattern("[a-zA-Z0-9_.-]+"))
                .text(StreamArnText.class, StreamArnText::new, length(37, 1024))
                .text(ShardIdText.class, ShardIdText::new, length(28, 65))
                .text(SequenceNumberText.class, SequenceNumberText::new, length(21, 40))
                .text(ShardIteratorText.class, ShardIteratorText::new, length(1, 2048))
                .build();
    }
}
