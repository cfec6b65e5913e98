package io.millrace.server.firehose.destination;

import io.millrace.server.firehose.shape.UnspacedText;
import java.util.Optional;

/** The table whose schema is meant. */
public record SchemaConfiguration(
        Optional<UnspacedText> roleARN,
        Optional<UnspacedText> catalogId,
        Optional<UnspacedText> databaseName,
        Optional<UnspacedText> tableName,
        Optional<UnspacedText> region,
        Optional<UnspacedText> versionId) {}
