package io.millrace.server.firehose.tags;

import io.millrace.server.firehose.shape.TagKey;
import io.millrace.server.firehose.shape.TagValue;
import java.util.Optional;

/** @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_Tag.html">Tag</a> */
public record Tag(TagKey key, Optional<TagValue> value) {}
