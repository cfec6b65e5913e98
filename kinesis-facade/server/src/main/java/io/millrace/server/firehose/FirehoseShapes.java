package io.millrace.server.firehose;

import static io.millrace.server.wire.Constraint.length;
import static io.millrace.server.wire.Constraint.pattern;

import io.millrace.mapping.DeliveryStreamName;
import io.millrace.server.firehose.shape.BucketArn;
import io.millrace.server.firehose.shape.DestinationId;
import io.millrace.server.firehose.shape.KinesisStreamArn;
import io.millrace.server.firehose.shape.KmsKeyArn;
import io.millrace.server.firehose.shape.MskClusterArn;
import io.millrace.server.firehose.shape.MskTopicName;
import io.millrace.server.firehose.shape.NonEmptyText;
import io.millrace.server.firehose.shape.Prefix;
import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.firehose.shape.SecretArn;
import io.millrace.server.firehose.shape.TagKey;
import io.millrace.server.firehose.shape.TagValue;
import io.millrace.server.firehose.shape.UnspacedText;
import io.millrace.server.firehose.shape.VersionId;
import io.millrace.server.wire.Shapes;

/** The constraints of the service's text shapes, as its model of 2015-08-04 has them. */
public final class FirehoseShapes {

    private FirehoseShapes() {}

    public static Shapes shapes() {
        return Shapes.builder()
                .text(DeliveryStreamName.class, DeliveryStreamName::new, length(1, 64), pattern("[a-zA-Z0-9_.-]+"))
                .text(
                        RoleArn.class,
                        RoleArn::new,
                        length(1, 512),
                        pattern("arn:.*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+"))
                .text(BucketArn.class, BucketArn::new, length(1, 2048), pattern("arn:.*:s3:::[\\w\\.\\-]{1,255}"))
                .text(
                        KinesisStreamArn.class,
                        KinesisStreamArn::new,
                        length(1, 512),
                        pattern("arn:.*:kinesis:[a-zA-Z0-9\\-]+:\\d{12}:stream/[a-zA-Z0-9_.-]+"))
                .text(MskClusterArn.class, MskClusterArn::new, length(1, 512), pattern("arn:.*"))
                .text(MskTopicName.class, MskTopicName::new, length(1, 255), pattern("[a-zA-Z0-9\\\\._\\\\-]+"))
                .text(Prefix.class, Prefix::new, length(0, 1024), pattern(".*"))
                .text(NonEmptyText.class, NonEmptyText::new, length(1, 1024), pattern("^(?!\\s*$).+"))
                .text(UnspacedText.class, UnspacedText::new, length(1, 1024), pattern("^\\S+$"))
                .text(
                        SecretArn.class,
                        SecretArn::new,
                        length(1, 2048),
                        pattern("arn:.*:secretsmanager:[a-zA-Z0-9\\-]+:\\d{12}:secret:[a-zA-Z0-9\\-/_+=.@!]+"))
                .text(
                        KmsKeyArn.class,
                        KmsKeyArn::new,
                        length(1, 512),
                        pattern("arn:.*:kms:[a-zA-Z0-9\\-]+:\\d{12}:(key|alias)/[a-zA-Z_0-9+=,.@\\-_/]+"))
                .text(DestinationId.class, DestinationId::new, length(1, 100), pattern("[a-zA-Z0-9-]+"))
                .text(VersionId.class, VersionId::new, length(1, 50), pattern("[0-9]+"))
                .text(
                        TagKey.class,
                        TagKey::new,
                        length(1, 128),
                        pattern("^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@%]*$"))
                .text(TagValue.class, TagValue::new, length(0, 256), pattern("^[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@%]*$"))
                .build();
    }
}
