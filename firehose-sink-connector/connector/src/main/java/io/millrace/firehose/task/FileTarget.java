package io.millrace.firehose.task;

import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.format.RecordFormat;
import io.millrace.firehose.prefix.FileExtension;
import io.millrace.firehose.prefix.PrefixTemplate;
import java.time.ZoneId;

/**
 * Where files go, and what they are: records, failed records, or the backup.
 *
 * @param prefix with the partition keys still in it
 * @param zone of the date in names
 */
public record FileTarget(
        String bucket,
        PrefixTemplate prefix,
        ZoneId zone,
        RecordFormat format,
        Compression compression,
        FileExtension extension) {}
