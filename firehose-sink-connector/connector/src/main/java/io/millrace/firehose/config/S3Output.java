package io.millrace.firehose.config;

import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.destination.s3.S3ObjectOptions;
import io.millrace.firehose.destination.s3.S3Settings;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.prefix.Prefixes;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The bucket: the destination itself, or where another destination's failed records go.
 *
 * @param zone of dates in names; the prefixes have it already
 * @param extension if it is said; else the format and the compression give it
 */
public record S3Output(
        S3Settings store,
        String bucket,
        Prefixes prefixes,
        ZoneId zone,
        Optional<FileExtension> extension,
        Compression compression,
        S3ObjectOptions objects) {}
