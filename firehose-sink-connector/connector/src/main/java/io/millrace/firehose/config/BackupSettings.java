package io.millrace.firehose.config;

import io.millrace.firehose.compress.Compression;
import io.millrace.firehose.prefix.PrefixTemplate;

/** All records as they came, before anything is done to them, kept in the same store. Failed records are no part of it: they always go to the error prefix. */
public record BackupSettings(String bucket, PrefixTemplate prefix, Compression compression) {}
