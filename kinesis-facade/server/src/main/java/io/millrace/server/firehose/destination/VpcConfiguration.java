package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.RoleArn;
import io.millrace.server.firehose.shape.UnspacedText;
import io.millrace.server.wire.Length;
import java.util.List;

/** Kept and shown: how the worker reaches what it delivers to is not told here. */
public record VpcConfiguration(
        @Length(min = 1, max = 16) List<UnspacedText> subnetIds,
        RoleArn roleARN,
        @Length(min = 1, max = 5) List<UnspacedText> securityGroupIds) {}
